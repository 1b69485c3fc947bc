package io.mneme.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a reader looked up, and what it found, as it counts it in {@code
 * mneme_reader_cache_lookups_total}.
 *
 * @param counts by level and result, {@code l1 hit}
 */
record CacheLookups(Map<String, Double> counts) {
  private static final Pattern LINE =
      Pattern.compile("mneme_reader_cache_lookups_total\\{([^}]*)} ([0-9.E+]+)");
  private static final Pattern LEVEL = Pattern.compile("level=\"([^\"]+)\"");
  private static final Pattern RESULT = Pattern.compile("result=\"([^\"]+)\"");

  /** Since the reader began. */
  static CacheLookups of(URI reader) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(reader.resolve("/metrics")).build();
      return parse(http.send(request, BodyHandlers.ofString()).body());
    }
  }

  static CacheLookups parse(String metrics) {
    Map<String, Double> counts = new HashMap<>();
    LINE.matcher(metrics)
        .results()
        .forEach(line ->
            counts.merge(
                label(LEVEL, line.group(1)) + " " + label(RESULT, line.group(1)),
                Double.valueOf(line.group(2)),
                Double::sum));
    return new CacheLookups(Map.copyOf(counts));
  }

  CacheLookups since(CacheLookups before) {
    Map<String, Double> more = new HashMap<>();
    counts.forEach((key, count) -> more.put(key, count - before.counts.getOrDefault(key, 0.0)));
    return new CacheLookups(Map.copyOf(more));
  }

  /** How many of a level's lookups ended like this, 0 to 1; 0 when there were none. */
  double share(String level, String result) {
    double all =
        counts.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(level + " "))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return all == 0 ? 0 : counts.getOrDefault(level + " " + result, 0.0) / all;
  }

  private static String label(Pattern pattern, String labels) {
    return pattern
        .matcher(labels)
        .results()
        .map(match -> match.group(1))
        .findFirst()
        .orElse("none");
  }
}
