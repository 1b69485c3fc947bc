package io.mneme.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long events took from the gateway's acceptance until readers could find them, as the writer
 * counts it in {@code mneme_writer_searchable_duration_seconds}.
 *
 * @param counts events by upper bound of their bucket, seconds
 */
record SearchableHistogram(TreeMap<Double, Long> counts) {
  private static final Pattern BUCKET =
      Pattern.compile(
          "mneme_writer_searchable_duration_seconds_bucket\\{[^}]*le=\"([^\"]+)\"[^}]*} ([0-9.E+]+)");
  private static final Duration SETTLING = Duration.ofSeconds(1);
  private static final int SETTLING_LOOKS_MAX = 60;
  private static final int LINES = 12;
  private static final int BAR_CHARS = 40;

  /** What the writer has counted since it began, bucket by bucket. */
  static SearchableHistogram of(URI writer) throws IOException, InterruptedException {
    String metrics;
    try (HttpClient http = HttpClient.newHttpClient()) {
      metrics =
          http.send(
                  HttpRequest.newBuilder(writer.resolve("/metrics")).build(),
                  BodyHandlers.ofString())
              .body();
    }
    TreeMap<Double, Long> cumulative = new TreeMap<>();
    Matcher bucket = BUCKET.matcher(metrics);
    while (bucket.find()) {
      cumulative.put(bound(bucket.group(1)), (long) Double.parseDouble(bucket.group(2)));
    }
    TreeMap<Double, Long> counts = new TreeMap<>();
    long below = 0;
    for (Map.Entry<Double, Long> entry : cumulative.entrySet()) {
      counts.put(entry.getKey(), entry.getValue() - below);
      below = entry.getValue();
    }
    return new SearchableHistogram(counts);
  }

  /**
   * The same once it no longer changes: events are counted a moment after they can be found.
   *
   * @throws IllegalStateException when it changes for longer than a bound: somebody else writes
   */
  static SearchableHistogram settled(URI writer) throws IOException, InterruptedException {
    SearchableHistogram before = of(writer);
    for (int look = 0; look < SETTLING_LOOKS_MAX; look++) {
      Thread.sleep(SETTLING);
      SearchableHistogram now = of(writer);
      if (now.equals(before)) {
        return now;
      }
      before = now;
    }
    throw new IllegalStateException(
        "the writer went on counting events for " + SETTLING_LOOKS_MAX + " looks");
  }

  private static double bound(String le) {
    return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
  }

  /** What was counted after an earlier look. */
  SearchableHistogram since(SearchableHistogram earlier) {
    TreeMap<Double, Long> rest = new TreeMap<>();
    counts.forEach(
        (bound, count) -> rest.put(bound, count - earlier.counts.getOrDefault(bound, 0L)));
    return new SearchableHistogram(rest);
  }

  long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Milliseconds that this share of the events stayed under, between bucket bounds linearly. */
  double millis(double share) {
    double wanted = share * total();
    double seen = 0;
    double lower = 0;
    for (Map.Entry<Double, Long> bucket : counts.entrySet()) {
      if (bucket.getValue() > 0 && seen + bucket.getValue() >= wanted) {
        double upper = bucket.getKey().isInfinite() ? lower : bucket.getKey();
        return 1_000 * (lower + (upper - lower) * (wanted - seen) / bucket.getValue());
      }
      seen += bucket.getValue();
      lower = bucket.getKey();
    }
    return 1_000 * lower;
  }

  /** Bars for people, between the first and the last event. */
  String drawing() {
    List<Map.Entry<Double, Long>> held = new ArrayList<>();
    counts.entrySet().stream().filter(bucket -> bucket.getValue() > 0).forEach(held::add);
    int step = Math.max(1, (held.size() + LINES - 1) / LINES);
    List<String> labels = new ArrayList<>();
    List<Long> sums = new ArrayList<>();
    for (int from = 0; from < held.size(); from += step) {
      List<Map.Entry<Double, Long>> part = held.subList(from, Math.min(from + step, held.size()));
      labels.add(String.format(Locale.ROOT, "%,7.0f ms", 1_000 * part.getLast().getKey()));
      sums.add(part.stream().mapToLong(Map.Entry::getValue).sum());
    }
    long most = sums.stream().mapToLong(Long::longValue).max().orElse(1);
    StringBuilder drawing = new StringBuilder();
    for (int i = 0; i < labels.size(); i++) {
      drawing
          .append("  up to ")
          .append(labels.get(i))
          .append("  ")
          .append("█".repeat((int) (BAR_CHARS * sums.get(i) / most)))
          .append(' ')
          .append(sums.get(i))
          .append('\n');
    }
    return drawing.toString();
  }
}
