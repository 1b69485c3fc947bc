package io.mneme.benchmarks.torture.report;

import java.util.Arrays;
import java.util.Collection;

/** The middle and the far end of some times in milliseconds; nearest rank, 0 of nothing. */
record Percentiles(int count, long p50, long p95, long p99, long max) {
  private static final double HUNDRED = 100.0;

  static Percentiles of(Collection<Long> millis) {
    long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Percentiles(
        sorted.length, at(sorted, 50), at(sorted, 95), at(sorted, 99), at(sorted, 100));
  }

  private static long at(long[] sorted, int percent) {
    int rank = (int) Math.ceil(percent / HUNDRED * sorted.length);
    return sorted.length == 0 ? 0 : sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  static Percentiles of(long... millis) {
    return of(Arrays.stream(millis).boxed().toList());
  }
}
