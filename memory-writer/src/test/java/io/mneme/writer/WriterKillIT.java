package io.mneme.writer;

import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.forgotten;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.touched;
import static io.mneme.writer.Events.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.devstack.Addresses;
import io.mneme.devstack.Deployable;
import io.mneme.platform.Failpoints;
import io.mneme.platform.Outage;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.read.ErasureReceipt;
import io.mneme.testkit.Backends;
import io.mneme.testkit.ServiceUnderTest;
import io.mneme.writer.live.EventLog;
import io.mneme.writer.live.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One event, one effect, whatever dies: the built writer, a process of its own, is killed between
 * each pair of its steps and once wherever it happens to be. Each process begins with what the one
 * before it left.
 */
class WriterKillIT {
  private static final int PARTITIONS = 3;
  private static final int TURNS_A_ROUND = 40;
  private static final int LONG_ROUND = 1_000;
  private static final Duration START_MAX = Duration.ofMinutes(2);
  private static final List<Subject> SUBJECTS =
      IntStream.range(0, 6).mapToObj(i -> new Subject("acme", "user-" + i)).toList();

  private static Addresses addresses;
  private static EventLog log;
  private static Kept kept;
  private static ServiceUnderTest writer;

  private final Map<Position, UUID> published =
      new TreeMap<>(
          java.util.Comparator.comparingInt(Position::partition)
              .thenComparingLong(Position::offset));
  private final Set<UUID> turns = new java.util.HashSet<>();
  private final Map<UUID, Subject> forgettings = new HashMap<>();
  private int rounds;

  @BeforeAll
  static void prepare() {
    Backends backends = Backends.shared();
    backends.freshTopics(PARTITIONS);
    addresses = backends.freshAddresses();
    log = new EventLog(addresses.kafkaBootstrap(), PARTITIONS);
    kept = new Kept(addresses.postgres());
    writer =
        new ServiceUnderTest(backends, Deployable.WRITER, addresses)
            .with("MNEME_EMBEDDER", "stub")
            .with("MNEME_WRITER_SESSION_MAX", "1s")
            // many transactions in a round, so that a kill falls between some of them
            .with("MNEME_WRITER_BATCH_RECORDS_MAX", "25");
  }

  @AfterAll
  static void end() {
    writer.close();
    kept.close();
    log.close();
  }

  @Test
  void whereverTheWriterIsKilledEveryEventHasItsEffectOnce() throws Exception {
    for (Step step : Step.values()) {
      publishRound(TURNS_A_ROUND);
      dieAt(step);
      assertNothingIsHalf();
    }
    publishRound(LONG_ROUND);
    dieSomewhere(new Random(42));
    assertNothingIsHalf();

    writer.failingAt("").start().waitReady(START_MAX);

    kept.awaitAll(log);
    assertNothingIsHalf();
    assertThat(kept.applied(published.values()))
        .containsExactlyInAnyOrderElementsOf(published.values());
    assertEveryTurnIsThereOnceAndInOrder();
    assertEveryRequestToForgetHasItsReceipt();
    kept.assertAnnounced(log, SUBJECTS);
    assertThat(log.read(Topics.DEAD_LETTERS)).isEmpty();
  }

  /** Turns of all subjects, and for each a correction, a forgetting and a session. */
  private void publishRound(int count) throws Outage {
    int round = rounds++;
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Subject subject = SUBJECTS.get(i % SUBJECTS.size());
      String name = subject.user() + "-" + round + "-" + i;
      events.add(turn(subject, name, "c1", "turn " + i + " of round " + round));
      turns.add(Ids.memory(subject, id(name), 0));
    }
    for (Subject subject : SUBJECTS) {
      String name = subject.user() + "-" + round;
      int number = SUBJECTS.indexOf(subject);
      UUID first = Ids.memory(subject, id(name + "-" + number), 0);
      UUID second = Ids.memory(subject, id(name + "-" + (number + SUBJECTS.size())), 0);
      events.add(corrected(subject, name + "-right", first, "right in round " + round));
      events.add(forgotten(subject, name + "-gone", second));
      events.add(touched(subject, name + "-session", "s1", round));
      turns.remove(second);
      forgettings.put(id(name + "-gone"), subject);
    }
    for (Event event : events) {
      published.put(log.publish(event), event.eventId());
    }
  }

  private static void dieAt(Step step) throws IOException {
    writer.failingAt(step.failpoint()).start();
    OptionalInt exit = writer.waitForExit(START_MAX);
    assertThat(exit)
        .as("exit code of the writer at %s; it said:%n%s", step, Files.readString(writer.log()))
        .hasValue(Failpoints.EXIT_KILLED);
  }

  private static void dieSomewhere(Random random) throws InterruptedException {
    long before = progress();
    writer.failingAt("").start().waitReady(START_MAX);
    Kept.await("the writer has begun", () -> progress() > before);
    Thread.sleep(random.nextInt(50));
    writer.kill();
    assertThat(writer.isRunning()).isFalse();
    assertThat(progress())
        .as("a kill in the middle leaves something undone")
        .isLessThan(log.ends().values().stream().mapToLong(Long::longValue).sum());
  }

  private static long progress() {
    return IntStream.range(0, PARTITIONS).mapToLong(kept::progress).sum();
  }

  /** Below each partition's progress every event took effect, above it none: no gap, no phantom. */
  private void assertNothingIsHalf() {
    Set<UUID> applied = kept.applied(published.values());
    published.forEach((position, eventId) ->
        assertThat(applied.contains(eventId))
            .as("event at %s, progress %d", position, kept.progress(position.partition()))
            .isEqualTo(position.offset() < kept.progress(position.partition())));
  }

  /** One memory each, whichever death came between the deletion and its announcement. */
  private void assertEveryRequestToForgetHasItsReceipt() {
    assertThat(forgettings).isNotEmpty();
    for (Map.Entry<UUID, Subject> forgetting : forgettings.entrySet()) {
      Kept.await(
          "the receipt says that everybody was told",
          () -> receipt(forgetting).copies().doneAt() != null);
      assertThat(receipt(forgetting).rows().memories()).isEqualTo(1);
    }
  }

  private static ErasureReceipt receipt(Map.Entry<UUID, Subject> forgetting) {
    return kept.reads().erasure(forgetting.getValue(), forgetting.getKey()).orElseThrow();
  }

  private void assertEveryTurnIsThereOnceAndInOrder() {
    List<UUID> found = new ArrayList<>();
    for (Subject subject : SUBJECTS) {
      List<Memory> memories = kept.memories(subject);
      memories.forEach(memory -> found.add(memory.memoryId()));
      assertThat(memories)
          .isSortedAccordingTo(
              java.util.Comparator.comparingInt(
                  memory -> java.util.Objects.requireNonNull(memory.content().turn())));
      assertThat(kept.reads().session(subject, "s1", Events.ACCEPTED_AT))
          .hasValueSatisfying(
              view -> assertThat(view.state()).isEqualTo(Map.of("value", rounds - 1)));
    }
    assertThat(found).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(turns);
  }
}
