package io.mneme.migrator.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.migrator.move.ChangeLog.Announcement;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.DeadLetters;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TierMoverTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final Subject ANNA = new Subject("acme", "anna");
  private static final UUID ID = new UUID(0x5000, 1);
  private static final UUID OTHER = new UUID(0x5000, 2);
  private static final int MOVES_MAX = 3;

  private final Shelves store = new Shelves();
  private final List<Announcement> announced = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RecordPublisher publisher = new RecordPublisher(PublisherConfig.of("127.0.0.1:1"));
  private boolean kafkaDown;
  private @Nullable Step deadly;

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void aMovedMemoryIsAnnouncedWithItsNewTierAndTheRequestBehindIt() throws Outage {
    // Given
    store.put(memory(ID, Tier.COLD));

    // When
    mover().handle(List.of(record(move(ID, Tier.COLD, Tier.HOT), "c-7")));

    // Then
    assertThat(announced).containsExactly(new Announcement.Stands(present(ID), "c-7"));
    assertThat(present(ID).tier()).isEqualTo(Tier.HOT);
    assertThat(moves("cold", "hot")).isEqualTo(1);
  }

  @Test
  void theAgeOfWhatMovesIsToldInDaysByItsWay() throws Outage {
    // Given
    store.put(memory(ID, Tier.HOT));
    store.put(memory(OTHER, Tier.WARM));
    TierMove week = decided(move(ID, Tier.HOT, Tier.WARM), NOW.plus(Duration.ofHours(180)));
    TierMove month = decided(move(OTHER, Tier.WARM, Tier.COLD), NOW.plus(Duration.ofDays(31)));

    // When
    mover().handle(List.of(record(week, null), record(month, null), record(week, null)));

    // Then
    assertThat(ages("hot", "warm").count()).as("once, though it came twice").isEqualTo(1);
    assertThat(ages("hot", "warm").totalAmount()).isEqualTo(7.5);
    assertThat(ages("warm", "cold").totalAmount()).isEqualTo(31);
  }

  @Test
  void aMoveMadeButNotAnnouncedIsAnnouncedWhenItComesAgain() throws Outage {
    // Given
    store.put(memory(ID, Tier.HOT));
    List<ConsumerRecord<byte[], byte[]>> batch =
        List.of(record(move(ID, Tier.HOT, Tier.WARM), null));
    deadly = Step.AFTER_MOVE;
    assertThatThrownBy(() -> mover().handle(batch)).isInstanceOf(Killed.class);
    assertThat(announced).isEmpty();
    deadly = null;

    // When
    mover().handle(batch);

    // Then
    assertThat(announced).containsExactly(new Announcement.Stands(present(ID), null));
    assertThat(present(ID).tier()).isEqualTo(Tier.WARM);
    assertThat(present(ID).version()).isEqualTo(2);
    assertThat(moves("hot", "warm")).isEqualTo(1);
  }

  @Test
  void aMoveAnnouncedButNotCommittedChangesNothingWhenItComesAgain() throws Outage {
    // Given
    store.put(memory(ID, Tier.HOT));
    List<ConsumerRecord<byte[], byte[]>> batch =
        List.of(record(move(ID, Tier.HOT, Tier.WARM), null));
    deadly = Step.AFTER_CHANGES;
    assertThatThrownBy(() -> mover().handle(batch)).isInstanceOf(Killed.class);
    deadly = null;
    Memory moved = present(ID);

    // When
    mover().handle(batch);

    // Then
    assertThat(present(ID)).isEqualTo(moved);
    assertThat(announced).containsOnly(new Announcement.Stands(moved, null));
  }

  @Test
  void aMoveOfAForgottenMemoryAnnouncesThatItIsGone() throws Outage {
    // Given nothing is there

    // When
    mover().handle(List.of(record(move(ID, Tier.HOT, Tier.WARM), null)));

    // Then
    assertThat(announced).containsExactly(new Announcement.Gone(ANNA, ID, null));
  }

  @Test
  void aMemoryForgottenWhileItsMoveWasAnnouncedStaysForgotten() throws Outage {
    // Given
    store.put(memory(ID, Tier.HOT));
    store.meanwhile = () -> store.memories.remove(ID);

    // When
    mover().handle(List.of(record(move(ID, Tier.HOT, Tier.WARM), null)));

    // Then
    assertThat(announced).hasSize(2).last().isEqualTo(new Announcement.Gone(ANNA, ID, null));
  }

  @Test
  void aMemoryCorrectedWhileItsMoveWasAnnouncedIsAnnouncedAsCorrected() throws Outage {
    // Given
    store.put(memory(ID, Tier.HOT));
    store.meanwhile =
        () -> {
          store.put(present(ID).movedTo(Tier.WARM, NOW));
          store.meanwhile = () -> {};
        };

    // When
    mover().handle(List.of(record(move(ID, Tier.HOT, Tier.WARM), null)));

    // Then
    assertThat(announced).hasSize(2).last().isEqualTo(new Announcement.Stands(present(ID), null));
    assertThat(present(ID).version()).isEqualTo(3);
  }

  @Test
  void aMemoryThatChangesForEverMakesTheLoopTakeABreathAndNotSpin() {
    // Given
    store.put(memory(ID, Tier.HOT));
    store.meanwhile = () -> store.put(present(ID).movedTo(Tier.WARM, NOW));

    // When
    assertThatThrownBy(() -> mover().handle(List.of(record(move(ID, Tier.HOT, Tier.WARM), null))))
        // Then
        .isInstanceOf(Outage.class);
    assertThat(announced).hasSize(TierMover.ANNOUNCEMENTS_MAX + 1);
  }

  @Test
  void aMemoryWhoseObjectIsLostIsCountedAndItsNeighboursMove() throws Outage {
    // Given
    store.put(memory(ID, Tier.COLD));
    store.put(memory(OTHER, Tier.COLD));
    store.damaged.add(ID);

    // When
    mover()
        .handle(
            List.of(
                record(move(ID, Tier.COLD, Tier.HOT), null),
                record(move(OTHER, Tier.COLD, Tier.HOT), null)));

    // Then
    assertThat(announced).containsExactly(new Announcement.Stands(present(OTHER), null));
    assertThat(meters.get("mneme.tier.move.misses").tag("why", "unreadable").counter().count())
        .isEqualTo(1);
  }

  @Test
  void twoMovesOfOneMemoryAreMadeOneAfterTheOther() throws Outage {
    // Given
    store.put(memory(ID, Tier.HOT));

    // When
    mover()
        .handle(
            List.of(
                record(move(ID, Tier.HOT, Tier.WARM), null),
                record(move(ID, Tier.WARM, Tier.COLD), null)));

    // Then
    assertThat(present(ID).tier()).isEqualTo(Tier.COLD);
    assertThat(present(ID).version()).isEqualTo(3);
  }

  @Test
  void theStoreIsNeverGivenMoreMovesThanItsLimit() throws Outage {
    // Given
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
    for (int i = 0; i < 2 * MOVES_MAX + 1; i++) {
      UUID id = new UUID(0x5000, 100 + i);
      store.put(memory(id, Tier.HOT));
      batch.add(record(move(id, Tier.HOT, Tier.WARM), null));
    }

    // When
    mover().handle(batch);

    // Then
    assertThat(store.batchSizes).containsExactly(MOVES_MAX, MOVES_MAX, 1);
    assertThat(announced).hasSize(batch.size());
  }

  @Test
  void aStoreThatIsDownIsAnOutage() {
    // Given
    store.put(memory(ID, Tier.HOT));
    store.down = true;

    // When
    assertThatThrownBy(() -> mover().handle(List.of(record(move(ID, Tier.HOT, Tier.WARM), null))))
        // Then
        .isInstanceOf(Outage.class)
        .hasMessageContaining("postgres is down");
  }

  @Test
  void aLogThatIsDownIsAnOutageAndTheNextAttemptAnnounces() throws Outage {
    // Given
    store.put(memory(ID, Tier.HOT));
    List<ConsumerRecord<byte[], byte[]>> batch =
        List.of(record(move(ID, Tier.HOT, Tier.WARM), null));
    kafkaDown = true;
    assertThatThrownBy(() -> mover().handle(batch)).isInstanceOf(Outage.class);
    kafkaDown = false;

    // When
    mover().handle(batch);

    // Then
    assertThat(announced).containsExactly(new Announcement.Stands(present(ID), null));
  }

  @Test
  void whatIsNoMoveIsRefusedByTheReader() {
    // Given
    byte[] nonsense = "{\"tenant\":\"acme\"}".getBytes(StandardCharsets.UTF_8);

    // When: Kafka, which would take the dead letter, is not there
    assertThatThrownBy(() -> mover().handle(List.of(record(nonsense, null))))
        // Then: so the batch waits with it, and is not stepped over
        .isInstanceOf(Outage.class)
        .hasMessageContaining("kafka");
  }

  private TierMover mover() {
    ChangeLog log =
        announcements -> {
          if (kafkaDown) {
            throw new Outage("kafka", new IOException("no broker"));
          }
          announced.addAll(announcements);
        };
    DeadLetters deadLetters = new DeadLetters(publisher, "tier-migrator", () -> NOW);
    Step.Witness witness =
        step -> {
          if (step == deadly) {
            throw new Killed();
          }
        };
    return new TierMover(
        new MoveReader(deadLetters, MOVES_MAX), store, log, new MoverMetrics(meters), witness);
  }

  /** What a death in mid-work looks like from inside a test. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private double moves(String from, String to) {
    return meters.get("mneme.tier.moves").tag("from", from).tag("to", to).counter().count();
  }

  private DistributionSummary ages(String from, String to) {
    return meters.get("mneme.tier.move.age.days").tag("from", from).tag("to", to).summary();
  }

  private static TierMove decided(TierMove move, Instant at) {
    return new TierMove(
        move.tenant(), move.user(), move.memoryId(), move.from(), move.to(), move.reason(), at);
  }

  private Memory present(UUID id) {
    Memory memory = store.memories.get(id);
    if (memory == null) {
      throw new AssertionError(id + " is not in the store");
    }
    return memory;
  }

  private static TierMove move(UUID id, Tier from, Tier to) {
    return new TierMove(ANNA.tenant(), ANNA.user(), id, from, to, TierMove.Reason.AGED, NOW);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TierMove move, @Nullable String correlationId) {
    return record(Json.write(move), correlationId);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      byte[] value, @Nullable String correlationId) {
    byte[] key = ANNA.key().getBytes(StandardCharsets.UTF_8);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(Topics.TIER_MOVES, 0, 0, key, Arrays.copyOf(value, value.length));
    if (correlationId != null) {
      RecordHeaders.correlationId(record.headers(), correlationId);
    }
    return record;
  }

  private static Memory memory(UUID id, Tier tier) {
    return new Memory(
        id,
        ANNA.tenant(),
        ANNA.user(),
        MemoryKind.EPISODIC,
        MemoryStatus.ACTIVE,
        tier,
        1,
        new Memory.Content("text", null, null, null, null, null, Map.of(), List.of(), List.of()),
        new Memory.Times(NOW, NOW, NOW),
        new Memory.Source(id, 0, 0, 0),
        null);
  }
}
