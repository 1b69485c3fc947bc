package io.mneme.cli.eval;

import java.time.Duration;
import java.util.List;

/**
 * Percentiles of durations by nearest rank, in milliseconds.
 *
 * @param p50 half were at most this
 * @param p95 19 in 20 were at most this
 * @param p99 99 in 100 were at most this
 */
public record Latencies(double p50, double p95, double p99) {

  /** Of none they are 0. */
  public static Latencies of(List<Duration> durations) {
    double[] sorted =
        durations.stream().mapToDouble(duration -> duration.toNanos() / 1e6).sorted().toArray();
    return new Latencies(percentile(sorted, 50), percentile(sorted, 95), percentile(sorted, 99));
  }

  private static double percentile(double[] sorted, int percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }
}
