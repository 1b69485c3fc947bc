package io.mneme.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class RetryScheduleTest {
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(Duration.ofMillis(100), Duration.ofSeconds(2));
  private static final RandomGenerator LOWEST = () -> 0L;
  private static final RandomGenerator HIGHEST = () -> -1L;

  @Test
  void theWaitDoublesWithEveryAttemptUpToTheMost() {
    assertThat(SCHEDULE.delayAfter(0, LOWEST)).isEqualTo(Duration.ofMillis(100));
    assertThat(SCHEDULE.delayAfter(1, LOWEST)).isEqualTo(Duration.ofMillis(200));
    assertThat(SCHEDULE.delayAfter(4, LOWEST)).isEqualTo(Duration.ofMillis(1_600));
    assertThat(SCHEDULE.delayAfter(5, LOWEST)).isEqualTo(Duration.ofSeconds(2));
    assertThat(SCHEDULE.delayAfter(1_000_000, LOWEST)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void theJitterAddsAtMostTenPercent() {
    assertThat(SCHEDULE.delayAfter(0, HIGHEST))
        .isBetween(Duration.ofNanos(109_900_000), Duration.ofMillis(110));
  }

  @Test
  void aScheduleThatNeverWaitsIsRefused() {
    assertThatThrownBy(() -> new RetrySchedule(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
