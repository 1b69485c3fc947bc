package io.mneme.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.cli.ingest.ProgressBar.Standing;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  @Test
  void barShowsShareCountsRateAndTheTimeLeft() {
    Standing quarter = new Standing(500, OptionalLong.of(2000), Duration.ofSeconds(10));

    assertThat(ProgressBar.bar(quarter))
        .isEqualTo(" 25 % ▕███████                     ▏ 500 of 2,000 events, 50/s, 0:30 left");
  }

  @Test
  void cellIsFilledByEighths() {
    Standing little = new Standing(1, OptionalLong.of(100), Duration.ofSeconds(1));

    assertThat(ProgressBar.bar(little)).startsWith("  1 % ▕▎   ");
  }

  @Test
  void finishedBarIsFull() {
    Standing done = new Standing(10, OptionalLong.of(10), Duration.ofSeconds(2));

    assertThat(ProgressBar.bar(done))
        .isEqualTo("100 % ▕" + "█".repeat(28) + "▏ 10 of 10 events, 5/s, 0:00 left");
  }

  @Test
  void unknownTotalHasNoBarAndNoEnd() {
    Standing piped = new Standing(1200, OptionalLong.empty(), Duration.ofSeconds(4));

    assertThat(ProgressBar.bar(piped)).isEqualTo("1,200 events, 300/s");
  }

  @Test
  void nothingSentYetHasNoRate() {
    Standing begun = new Standing(0, OptionalLong.of(10), Duration.ZERO);

    assertThat(ProgressBar.plain(begun)).isEqualTo("0 of 10 events, 0/s");
  }
}
