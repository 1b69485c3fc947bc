package io.mneme.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param measure what was measured
 * @param value how much
 * @param unit of value and limit
 * @param limit the best this machine could have done, measured in the same run; absent where
 *     nothing simpler does the same
 * @param peer the same measure of another product in the same run; absent where none was run
 */
record Figure(
    String measure, double value, String unit, @Nullable Double limit, @Nullable Double peer) {

  static Figure of(String measure, double value, String unit) {
    return new Figure(measure, value, unit, null, null);
  }

  Figure beside(double bound) {
    return new Figure(measure, value, unit, bound, peer);
  }

  Figure besidePeer(double other) {
    return new Figure(measure, value, unit, limit, other);
  }

  /** The value in terms of its limit: 1 is reached, for times more is worse. */
  @Nullable Double ratio() {
    Double bound = limit;
    return bound == null || bound == 0 ? null : value / bound;
  }
}
