package io.mneme.cli.tiers;

import io.mneme.schemas.tier.Tier;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a reader's answers took by tier, from its {@code
 * mneme_reader_tier_duration_seconds_bucket}: cumulative counts up to a bound, so a percentile is
 * known as exactly as its bucket is narrow.
 */
final class ReadTimes {
  private static final Pattern BUCKET =
      Pattern.compile(
          "^mneme_reader_tier_duration_seconds_bucket\\{([^}]*)\\} ([0-9.eE+]+)",
          Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private final Map<Tier, TreeMap<Double, Double>> buckets = new EnumMap<>(Tier.class);

  private ReadTimes() {}

  /** Nothing was measured. */
  static ReadTimes none() {
    return new ReadTimes();
  }

  /** What a reader's {@code /metrics} says. */
  static ReadTimes of(String metrics) {
    ReadTimes times = new ReadTimes();
    Matcher line = BUCKET.matcher(metrics);
    while (line.find()) {
      Map<String, String> labels = new TreeMap<>();
      Matcher label = LABEL.matcher(line.group(1));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
      String bound = labels.getOrDefault("le", "+Inf");
      times
          .buckets
          .computeIfAbsent(
              Tier.valueOf(labels.getOrDefault("tier", "").toUpperCase(Locale.ROOT)),
              _ -> new TreeMap<>())
          .put(
              bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
              Double.parseDouble(line.group(2)));
    }
    return times;
  }

  /**
   * The time most of a tier's answers stayed within, in milliseconds, as Prometheus reckons it:
   * evenly spread within a bucket; the last bound where it lies beyond. Empty without answers.
   *
   * @param share of the answers, for example 0.95
   */
  Optional<Double> milliseconds(Tier tier, double share) {
    TreeMap<Double, Double> counts = buckets.getOrDefault(tier, new TreeMap<>());
    double all = counts.isEmpty() ? 0 : counts.lastEntry().getValue();
    if (all == 0) {
      return Optional.empty();
    }
    double rank = share * all;
    double bound = 0;
    double below = 0;
    for (Map.Entry<Double, Double> bucket : counts.entrySet()) {
      if (bucket.getValue() >= rank && bucket.getValue() > below) {
        double width = bucket.getKey().isInfinite() ? 0 : bucket.getKey() - bound;
        return Optional.of(1000 * (bound + width * (rank - below) / (bucket.getValue() - below)));
      }
      bound = bucket.getKey();
      below = bucket.getValue();
    }
    return Optional.of(1000 * bound);
  }
}
