package io.mneme.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorrelationTest {
  private static final Instant NOW = Instant.parse("2025-06-01T12:00:00.123Z");
  private final Correlation correlation =
      new Correlation(InstantSource.fixed(NOW), new SplittableRandom(1));

  @Test
  void aDecentIdIsKept() {
    assertThat(correlation.accept("order-66_A.b")).isEqualTo("order-66_A.b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "new\nline", "\u00fc", "{\"log\":\"injection\"}"})
  void anyOtherIsReplaced(String presented) {
    assertThat(UUID.fromString(correlation.accept(presented)).version()).isEqualTo(7);
  }

  @Test
  void aTooLongOneIsReplaced() {
    assertThat(correlation.accept("x".repeat(64))).hasSize(64).startsWith("x");
    assertThat(correlation.accept("x".repeat(65))).hasSize(36);
  }

  @Test
  void newIdsSortByTime() {
    UUID id = TimeIds.version7(NOW, new SplittableRandom(2));

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    assertThat(TimeIds.version7(NOW.plusMillis(1), () -> 0L)).isGreaterThan(id);
  }
}
