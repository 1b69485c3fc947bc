package io.mneme.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.benchmarks.SampleConversations.Turn;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleConversationsTest {
  private final List<Turn> turns = new SampleConversations(42).turns(2_000, 10);

  @Test
  void sameSeedGivesTheSameTurns() {
    assertThat(new SampleConversations(42).turns(2_000, 10)).isEqualTo(turns);
    assertThat(new SampleConversations(43).turns(2_000, 10)).isNotEqualTo(turns);
  }

  @Test
  void turnsAreSpreadEvenlyAndInOrder() {
    assertThat(turns).hasSize(2_000);
    assertThat(turns)
        .filteredOn(turn -> turn.user().equals("bench-user-3"))
        .hasSize(200)
        .extracting(Turn::occurredAt)
        .isSortedAccordingTo(Instant::compareTo)
        .doesNotHaveDuplicates();
  }

  @Test
  void textsAreLongAndVariedAsChatIs() {
    assertThat(turns).extracting(Turn::text).noneMatch(text -> text.contains("%"));
    assertThat(turns.stream().map(Turn::text).distinct().count()).isGreaterThan(1_900);
    assertThat(turns.stream().mapToInt(turn -> turn.text().length()).average().orElse(0))
        .isBetween(80.0, 250.0);
  }
}
