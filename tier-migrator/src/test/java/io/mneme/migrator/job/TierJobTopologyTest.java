package io.mneme.migrator.job;

import static io.mneme.migrator.job.JobWorld.START;
import static io.mneme.migrator.job.JobWorld.memory;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.migrator.job.TrackedMemory.Queue;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TierJobTopologyTest {
  private static final UUID ID = new UUID(0x5000, 1);
  private static final UUID OTHER = new UUID(0x5000, 2);
  private static final Duration EIGHT_DAYS = Duration.ofDays(8);
  private static final Duration A_PASS = Duration.ofMinutes(1);

  @TempDir private Path stateDir;
  private JobWorld world;

  @BeforeEach
  void open() {
    world = new JobWorld(stateDir);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aHotMemoryThatAgedUnreadIsSentToWarmOnceAndKeyedBySubject() {
    // Given
    world.change(memory(ID, Tier.HOT, START));

    // When
    world.pass(EIGHT_DAYS);

    // Then
    List<TestRecord<String, byte[]>> sent = world.moves.readRecordsToList();
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().key()).isEqualTo(JobWorld.ANNA.key());
    assertThat(sent.getFirst().headers().lastHeader("mneme-schema").value())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("tier-move/1");
    assertThat(new String(sent.getFirst().value(), StandardCharsets.UTF_8))
        .contains("\"from\":\"hot\"", "\"to\":\"warm\"", "\"reason\":\"aged\"");
  }

  @Test
  void aRecallDeliveredThreeTimesIsOneReading() {
    // Given
    world.change(memory(ID, Tier.HOT, START));
    for (int i = 1; i <= 3; i++) {
      world.recall(START.plusSeconds(1), ID);
    }

    // When
    world.pass(EIGHT_DAYS);

    // Then
    assertThat(world.decided()).extracting(TierMove::to).containsExactly(Tier.WARM);
  }

  @Test
  void aColdMemoryThatIsReadIsSentUpAtOnceAndOnceHoweverManyAsk() {
    // Given
    world.change(memory(ID, Tier.COLD, START.minus(Duration.ofDays(90))));

    // When
    for (int i = 1; i <= 20; i++) {
      world.recall(START.plusSeconds(i), ID, OTHER);
    }

    // Then
    List<TestRecord<String, byte[]>> sent = world.moves.readRecordsToList();
    assertThat(sent).hasSize(1);
    assertThat(new String(sent.getFirst().value(), StandardCharsets.UTF_8))
        .contains("\"to\":\"hot\"", "\"reason\":\"accessed\"");
    assertThat(sent.getFirst().headers().lastHeader("mneme-correlation-id").value())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("c-1");
    assertThat(sent.getFirst().headers().headers("mneme-schema")).hasSize(1);
  }

  @Test
  void aMoveNobodyCarriedOutIsSentAgainAfterTheTimeoutAndNotBefore() {
    // Given
    world.change(memory(ID, Tier.HOT, START));
    world.pass(EIGHT_DAYS);
    world.decided();

    // When
    world.pass(Duration.ofMinutes(14));
    List<TierMove> early = world.decided();
    world.pass(Duration.ofMinutes(3));

    // Then
    assertThat(early).isEmpty();
    assertThat(world.decided()).hasSize(1);
  }

  @Test
  void aChangeDeliveredAgainWritesNothingAndDecidesNothing() {
    // Given
    Memory memory = memory(ID, Tier.HOT, START.plusNanos(123_456_789));
    world.change(memory);
    world.changelog(TierJobTopology.MEMORIES);
    world.changelog(TierJobTopology.DUE);

    // When
    world.change(memory);

    // Then
    assertThat(world.changelog(TierJobTopology.MEMORIES)).isEmpty();
    assertThat(world.changelog(TierJobTopology.DUE)).isEmpty();
    assertThat(world.waiting()).hasSize(1);
  }

  @Test
  void aTombstoneForgetsTheMemoryAndItsPlaceInTheIndex() {
    // Given
    world.change(memory(ID, Tier.HOT, START));
    world.change(memory(OTHER, Tier.WARM, START));

    // When
    world.tombstone(ID);
    world.tombstone(ID);

    // Then
    assertThat(world.tracked(ID)).isNull();
    assertThat(world.waiting())
        .extracting(DueEntry::memoryKey)
        .containsExactly(JobWorld.keyOf(OTHER));
  }

  @Test
  void aForgottenMemoryIsNeverMovedThoughARecallOfItComesLate() {
    // Given
    world.change(memory(ID, Tier.COLD, START));
    world.tombstone(ID);

    // When
    world.recall(START.plusSeconds(1), ID);
    world.pass(Duration.ofDays(60));

    // Then
    assertThat(world.decided()).isEmpty();
  }

  @Test
  void aLateChangeIsBelievedAndTheNextOnePutsItRight() {
    // Given
    Memory hot = memory(ID, Tier.HOT, START);
    Memory warm = hot.movedTo(Tier.WARM, START.plus(EIGHT_DAYS));
    world.change(warm);

    // When
    world.change(hot);
    world.change(warm);
    world.pass(Duration.ofDays(9));

    // Then
    assertThat(world.decided()).isEmpty();
    assertThat(world.waiting())
        .extracting(entry -> entry.lane().queue())
        .containsExactly(Queue.WARM);
  }

  @Test
  void aPassDecidesNoMoreThanItsLimitAndTheNextOneTheRest() {
    // Given
    world.close();
    world = new JobWorld(stateDir, START, new PassSettings(A_PASS, 2));
    LongStream.range(0, 5)
        .forEach(n ->
            world.change(
                memory(new UUID(0x5000, n), Tier.HOT, START.minus(EIGHT_DAYS).plusSeconds(n))));

    // When
    world.pass(A_PASS);
    List<TierMove> first = world.decided();
    world.pass(A_PASS);
    List<TierMove> second = world.decided();
    world.pass(A_PASS);

    // Then
    assertThat(first)
        .extracting(move -> move.memoryId().getLeastSignificantBits())
        .containsExactly(0L, 1L);
    assertThat(second).hasSize(2);
    assertThat(world.decided()).hasSize(1);
  }

  @Test
  void oneThatHasWaitedLongerThanAnyFoundSoFarIsFoundThoughItIsHeardOfLater() {
    // Given
    UUID later = new UUID(0x5001, 1);
    world.pass(A_PASS);
    world.change(memory(ID, Tier.HOT, START));
    world.pass(EIGHT_DAYS);
    assertThat(world.decided()).extracting(TierMove::memoryId).containsExactly(ID);

    // When
    world.change(memory(later, Tier.HOT, START.minusSeconds(60)));
    world.pass(A_PASS);

    // Then
    assertThat(world.decided()).extracting(TierMove::memoryId).containsExactly(later);
  }

  @Test
  void aQueueForWhichAPassHadNoRoomIsLookedAtInTheNext() {
    // Given
    world.close();
    world = new JobWorld(stateDir, START, new PassSettings(A_PASS, 1));
    UUID warm = new UUID(0x5002, 1);
    world.change(memory(ID, Tier.HOT, START.minus(EIGHT_DAYS)));
    world.change(memory(warm, Tier.WARM, START.minus(Duration.ofDays(31))));

    // When
    world.pass(A_PASS);
    List<TierMove> first = world.decided();
    world.pass(A_PASS);

    // Then
    assertThat(first).extracting(TierMove::memoryId).containsExactly(ID);
    assertThat(world.decided()).extracting(TierMove::memoryId).containsExactly(warm);
  }

  @Test
  void aJobRestoredFromItsChangelogsGoesOnWhereTheOldOneStopped() {
    // Given
    Memory sinking = memory(ID, Tier.HOT, START);
    world.change(sinking);
    world.change(memory(OTHER, Tier.HOT, START.plus(Duration.ofDays(2))));
    world.pass(EIGHT_DAYS);
    assertSinks(ID);
    List<KeyValue<byte[], byte[]>> memories = world.changelog(TierJobTopology.MEMORIES);
    List<KeyValue<byte[], byte[]>> due = world.changelog(TierJobTopology.DUE);
    world.close();

    // When
    world = new JobWorld(stateDir, START.plus(EIGHT_DAYS), JobWorld.PASS);
    world.restore(memories, due);
    world.pass(A_PASS);
    List<TierMove> afterRestart = world.decided();
    world.pass(Duration.ofDays(2));

    // Then
    assertThat(afterRestart).isEmpty();
    assertThat(world.decided()).extracting(TierMove::memoryId).contains(ID, OTHER);
  }

  @Test
  void aRecordThatCannotBeReadIsSteppedOverAndItsNeighboursGoOn() {
    // Given
    byte[] tepid = "{\"tier\":\"tepid\"}".getBytes(StandardCharsets.UTF_8);
    byte[] half = "{\"tier\":\"hot\"}".getBytes(StandardCharsets.UTF_8);

    // When
    world.changes.pipeInput(JobWorld.keyOf(ID), tepid);
    world.changes.pipeInput(JobWorld.keyOf(ID), half);
    world.changes.pipeInput(new TestRecord<>("no-key-of-ours", null));
    world.recalls.pipeInput(new TestRecord<>(JobWorld.ANNA.key(), null));
    world.change(memory(OTHER, Tier.HOT, START));

    // Then
    assertThat(world.tracked(ID)).isNull();
    assertThat(world.tracked(OTHER)).isNotNull();
  }

  private void assertSinks(UUID id) {
    assertThat(world.decided()).extracting(TierMove::memoryId).containsExactly(id);
  }
}
