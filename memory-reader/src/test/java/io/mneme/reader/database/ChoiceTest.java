package io.mneme.reader.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration BOUND = Duration.ofSeconds(5);

  @Test
  void withoutReplicasThereIsNothingToChoose() {
    assertThat(choice(new Need.Recent())).isEqualTo(new Choice(List.of(), List.of()));
  }

  @Test
  void aReplicaWithinTheBoundIsAskedBeforeThePrimaryAndOneBeyondItAfter() {
    assertThat(choice(new Need.Recent(), behind(5_000), behind(5_001), Standing.UNKNOWN))
        .isEqualTo(new Choice(List.of(0), List.of(0, 1, 2)));
  }

  @Test
  void theNewestIsKnownByNoReplica() {
    assertThat(choice(new Need.Newest(), behind(0))).isEqualTo(new Choice(List.of(), List.of(0)));
  }

  @Test
  void whoWantsItsWritesIsAnsweredOnlyByThoseThatHaveThem() {
    Need writes = new Need.Writes(List.of(new Position(0, 7), new Position(3, 1)));

    assertThat(
            choice(
                writes,
                has(Map.of(0, 8L, 3, 2L)),
                has(Map.of(0, 7L, 3, 2L)), // the write at 7 is the next it will have
                has(Map.of(0, 8L)),
                has(Map.of(0, 9L, 3, 9L))))
        .isEqualTo(new Choice(List.of(0, 3), List.of(0, 3)));
  }

  @Test
  void aReplicaThatHasTheWritesAndIsFarBehindOtherwiseWaitsForThePrimaryToFail() {
    Standing old = new Standing(Optional.of(NOW.minus(Duration.ofMinutes(1))), Map.of(0, 8L));

    assertThat(choice(new Need.Writes(List.of(new Position(0, 7))), old))
        .isEqualTo(new Choice(List.of(), List.of(0)));
  }

  @Test
  void theMostCurrentIsAskedFirst() {
    assertThat(choice(new Need.Recent(), Standing.UNKNOWN, behind(900), behind(20)))
        .isEqualTo(new Choice(List.of(2, 1), List.of(2, 1, 0)));
  }

  private static Standing behind(long millis) {
    return new Standing(Optional.of(NOW.minusMillis(millis)), Map.of());
  }

  private static Standing has(Map<Integer, Long> progress) {
    return new Standing(Optional.of(NOW), progress);
  }

  private static Choice choice(Need need, Standing... replicas) {
    return Choice.of(need, List.of(replicas), NOW, BOUND);
  }
}
