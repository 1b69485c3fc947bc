package io.mneme.platform.kafka;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: {@code base * 2^attempt}, never more than {@code most},
 * plus up to 10 % so that workers do not come back in step.
 *
 * @param base the first wait
 * @param most the longest wait, before the jitter
 */
public record RetrySchedule(Duration base, Duration most) {
  /** For what a consumer loop meets: a first look after 200 ms, then rarer, at least every 10 s. */
  public static final RetrySchedule DEFAULT =
      new RetrySchedule(Duration.ofMillis(200), Duration.ofSeconds(10));

  private static final double JITTER_MAX = 0.10;
  private static final int DOUBLINGS_MAX = 40;

  public RetrySchedule {
    if (!base.isPositive() || most.compareTo(base) < 0) {
      throw new IllegalArgumentException("a retry schedule needs 0 < base <= most");
    }
  }

  /**
   * The wait before another attempt.
   *
   * @param attempt how many attempts have failed before the one that failed last, from 0
   * @param random where the jitter comes from
   */
  public Duration delayAfter(int attempt, RandomGenerator random) {
    double doubled = base.toNanos() * Math.pow(2, Math.min(attempt, DOUBLINGS_MAX));
    double capped = Math.min(doubled, (double) most.toNanos());
    return Duration.ofNanos((long) (capped * (1 + random.nextDouble() * JITTER_MAX)));
  }
}
