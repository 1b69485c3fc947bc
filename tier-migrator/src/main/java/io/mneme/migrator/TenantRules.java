package io.mneme.migrator;

import io.micronaut.core.convert.ConversionService;
import io.mneme.migrator.job.TierPolicy;
import io.mneme.schemas.Subject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the rules single tenants have instead of everybody's: {@code
 * acme:hot-for=14d,warm-until=60d;globex:hot-accesses-min=1}. What a tenant does not name is as for
 * everybody.
 */
final class TenantRules {
  private TenantRules() {}

  /**
   * The rules by tenant.
   *
   * @throws IllegalArgumentException naming the tenant and the rule that cannot be meant
   */
  static Map<String, TierPolicy> parse(String text, TierPolicy shared) {
    Map<String, TierPolicy> rules = new TreeMap<>();
    for (String entry : text.split(";", -1)) {
      if (entry.isBlank()) {
        continue;
      }
      int colon = entry.indexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException(
            "tenants: \"%s\" is not tenant:rule=value,rule=value".formatted(entry.strip()));
      }
      String tenant = entry.substring(0, colon).strip();
      try {
        requireTenant(tenant);
        if (rules.put(tenant, policy(entry.substring(colon + 1), shared)) != null) {
          throw new IllegalArgumentException("is named twice");
        }
      } catch (IllegalArgumentException impossible) {
        throw new IllegalArgumentException(
            "tenants: %s: %s".formatted(tenant, impossible.getMessage()), impossible);
      }
    }
    return rules;
  }

  private static void requireTenant(String tenant) {
    Subject.requireValid(tenant, "anybody");
  }

  private static TierPolicy policy(String rules, TierPolicy shared) {
    Duration hotFor = shared.hotFor();
    int hotAccessesMin = shared.hotAccessesMin();
    Duration warmUntil = shared.warmUntil();
    int coldAccessesMin = shared.coldAccessesMin();
    for (String rule : rules.split(",", -1)) {
      String[] words = rule.strip().split("=", 2);
      String value = words.length == 2 ? words[1].strip() : "";
      switch (words[0].strip()) {
        case "hot-for" -> hotFor = value("hot-for", value, Duration.class);
        case "hot-accesses-min" -> hotAccessesMin = value("hot-accesses-min", value, Integer.class);
        case "warm-until" -> warmUntil = value("warm-until", value, Duration.class);
        case "cold-accesses-min" ->
            coldAccessesMin = value("cold-accesses-min", value, Integer.class);
        default ->
            throw new IllegalArgumentException(
                "\"%s\" is none of hot-for, hot-accesses-min, warm-until, cold-accesses-min"
                    .formatted(words[0].strip()));
      }
    }
    return new TierPolicy(hotFor, hotAccessesMin, warmUntil, coldAccessesMin, shared.moveTimeout());
  }

  private static <T> T value(String rule, String value, Class<T> type) {
    return ConversionService.SHARED
        .convert(value, type)
        .orElseThrow(
            () -> new IllegalArgumentException("%s cannot be \"%s\"".formatted(rule, value)));
  }
}
