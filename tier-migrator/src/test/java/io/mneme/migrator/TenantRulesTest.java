package io.mneme.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.migrator.job.TierPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TenantRulesTest {
  private static final TierPolicy SHARED =
      new TierPolicy(Duration.ofDays(7), 3, Duration.ofDays(30), 1, Duration.ofMinutes(15));

  @Test
  void whatATenantDoesNotNameIsAsForEverybody() {
    assertThat(
            TenantRules.parse(
                "acme:hot-for=14d, warm-until=60d ; globex:hot-accesses-min=1,cold-accesses-min=2",
                SHARED))
        .containsOnlyKeys("acme", "globex")
        .containsEntry(
            "acme",
            new TierPolicy(Duration.ofDays(14), 3, Duration.ofDays(60), 1, Duration.ofMinutes(15)))
        .containsEntry(
            "globex",
            new TierPolicy(Duration.ofDays(7), 1, Duration.ofDays(30), 2, Duration.ofMinutes(15)));
  }

  @Test
  void nothingSaidIsNoTenant() {
    assertThat(TenantRules.parse("", SHARED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acme | tenants: \"acme\" is not",
        "Acme!:hot-for=1d | tenants: Acme!: tenant must be",
        "acme:hot-for=soon | tenants: acme: hot-for cannot be \"soon\"",
        "acme:hot-for | tenants: acme: hot-for cannot be \"\"",
        "acme:hot-for=0s | tenants: acme: hot-for must be longer",
        "acme:hot-accesses-min=0 | tenants: acme: hot-accesses-min",
        "acme:cold-accesses-min=0 | tenants: acme: cold-accesses-min",
        "acme:warm-until=1d | tenants: acme: warm-until",
        "acme:cold-for=1d | tenants: acme: \"cold-for\" is none of",
        "acme:hot-for=8d;acme:hot-for=9d | tenants: acme: is named twice"
      })
  void aRuleThatCannotBeMeantIsRefusedWithItsTenant(String rules, String named) {
    assertThatThrownBy(() -> TenantRules.parse(rules, SHARED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(named);
  }
}
