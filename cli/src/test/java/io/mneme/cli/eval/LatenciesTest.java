package io.mneme.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentilesAreTheNearestRank() {
    List<Duration> hundred =
        IntStream.rangeClosed(1, 100).mapToObj(i -> Duration.ofMillis(101 - i)).toList();

    Latencies latencies = Latencies.of(hundred);

    assertThat(latencies).isEqualTo(new Latencies(50, 95, 99));
  }

  @Test
  void oneDurationIsEveryPercentile() {
    assertThat(Latencies.of(List.of(Duration.ofMillis(7)))).isEqualTo(new Latencies(7, 7, 7));
  }

  @Test
  void noDurationsAreZero() {
    assertThat(Latencies.of(List.of())).isEqualTo(new Latencies(0, 0, 0));
  }
}
