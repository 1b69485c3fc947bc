package io.mneme.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.embedding.StubEmbedder;
import io.mneme.platform.Outage;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.write.Batch.LedgerEntry;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriterState;
import io.mneme.writer.ChangeLog.Publication;
import io.mneme.writer.derive.Derivation;
import io.mneme.writer.derive.Derived;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two writers over one log, one store, one cache, in a world where every call may fail before or
 * after its work and every step may be the last of a process. Whatever happened, at the end:
 *
 * <ul>
 *   <li>INV1 no loss: every good event has had its effect
 *   <li>INV2 no phantom: nothing else has, and what is bad is in the dead letters
 *   <li>INV3 no duplicate: no event twice, no version skipped (the store checks at every commit)
 *   <li>what was announced is what is stored; nothing is owed
 *   <li>at every step: the cache never claims progress it does not show
 * </ul>
 */
class WriterSimulation {
  private static final int PARTITIONS = 3;
  private static final int EVENTS = 250;
  private static final int TURNS_MAX = 20_000;
  private static final int SEEDS = 150;

  /** {@code -Dmneme.seed=42} repeats one run. */
  static LongStream seeds() {
    String seed = System.getProperty("mneme.seed");
    return seed == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(Long.parseLong(seed));
  }

  @ParameterizedTest(name = "mneme.seed={0}")
  @MethodSource("seeds")
  void whateverDiesEveryEventHasItsEffectOnce(long seed) throws Outage {
    World world = new World(seed);

    world.runUntilAllIsRead();

    world.checkEnd();
  }

  /** One run. */
  private static final class World {
    private final Random random;
    private final SimulatedFaults faults;
    private final SimulatedLog log;
    private final SimulatedStore store = new SimulatedStore(PARTITIONS);
    private final SimulatedCache cache;
    private final Map<MemoryKey, List<String>> changes = new HashMap<>();
    private final Set<Position> buried = new HashSet<>();
    private final List<SimulatedWorker> workers = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private int awake;
    private boolean pausing;
    private Instant strictFrom = Instant.EPOCH;

    World(long seed) {
      random = new Random(seed);
      faults = new SimulatedFaults(random);
      faults.onPause(this::pause);
      cache = new SimulatedCache(faults, () -> now);
      log = new SimulatedLog(random, PARTITIONS, EVENTS);
      for (int i = 0; i < 2; i++) {
        workers.add(new SimulatedWorker(log, random, this::newWriter));
      }
      for (int partition = 0; partition < PARTITIONS; partition++) {
        workers.get(partition % 2).assign(partition);
      }
    }

    private Writer newWriter() {
      WriteStore faulty = faults.over(store);
      WriterMetrics metrics = new WriterMetrics(new SimpleMeterRegistry(), () -> now);
      Surveillance surveillance = new Surveillance(metrics, faults);
      Progress progress = new Progress();
      BatchWriter batches =
          new BatchWriter(
              faulty,
              new MemoryEmbedder(faults.over(new StubEmbedder(4))),
              new Burials(this::bury),
              progress,
              surveillance);
      Announcer announcer =
          new Announcer(
              faulty, new RestingCache(cache, () -> now, metrics), this::publish, surveillance);
      return new Writer(
          faulty, progress, new Isolation(batches, time -> {}, random), announcer, faults);
    }

    private void bury(
        org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> record,
        String cause,
        int attempts)
        throws Outage {
      faults.maybeOut("kafka");
      buried.add(new Position(record.partition(), record.offset()));
      faults.maybeOut("kafka");
    }

    private void publish(List<Publication> publications) throws Outage {
      for (Publication publication : publications) {
        faults.maybeOut("kafka");
        Memory memory = publication.memory();
        changes
            .computeIfAbsent(
                new MemoryKey(publication.subject(), publication.memoryId()),
                key -> new ArrayList<>())
            .add(memory == null ? "gone" : text(memory));
      }
      faults.maybeOut("kafka");
    }

    void runUntilAllIsRead() {
      for (int turn = 0; turn < TURNS_MAX; turn++) {
        if (turn == TURNS_MAX / 2) {
          faults.calmDown();
        }
        if (workers.stream().allMatch(SimulatedWorker::isIdle)) {
          settleDown();
          return;
        }
        now = now.plusMillis(random.nextInt(400));
        awake = random.nextInt(2);
        workers.get(awake).turn();
        checkCache();
        happen();
      }
      throw new AssertionError("not all was read after " + TURNS_MAX + " turns");
    }

    /** Once nothing fails any more, an idle moment is enough to pay every debt. */
    private void settleDown() {
      faults.calmDown();
      now = now.plus(SimulatedCache.TTL);
      workers.forEach(SimulatedWorker::turn);
    }

    /** The worker at work stands still; the other takes its partitions and goes on. */
    private void pause() {
      if (pausing) {
        return;
      }
      pausing = true;
      SimulatedWorker other = workers.get(1 - awake);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        if (!other.owns(partition)) {
          workers.get(awake).revoke(partition, true);
          other.assign(partition);
        }
      }
      for (int turns = random.nextInt(8); turns > 0; turns--) {
        other.turn();
      }
      pausing = false;
      strictFrom = now.plus(SimulatedCache.TTL);
    }

    private void happen() {
      int chance = random.nextInt(100);
      if (chance < 3) {
        int partition = random.nextInt(PARTITIONS);
        SimulatedWorker from = workers.get(workers.get(0).owns(partition) ? 0 : 1);
        SimulatedWorker to = workers.get(workers.get(0).owns(partition) ? 1 : 0);
        from.revoke(partition, random.nextBoolean());
        to.assign(partition);
      } else if (chance == 3) {
        cache.flushAll();
      }
    }

    /**
     * Readers believe the progress they see: what it covers must not be hidden by the cache. Only a
     * worker that stood still and then died in the middle of its last words may leave something old
     * there, and not for longer than the cache remembers.
     */
    private void checkCache() {
      cache.progress.forEach((partition, next) ->
          assertThat(next).isLessThanOrEqualTo(store.progress.getOrDefault(partition, 0L)));
      if (now.isBefore(strictFrom)) {
        return;
      }
      cache
          .revisions()
          .forEach((subject, revision) -> {
            long claimed = cache.progress.getOrDefault(partitionOf(subject), 0L);
            if (claimed == store.progress.getOrDefault(partitionOf(subject), 0L)) {
              assertThat(revision).as("%s", subject).isEqualTo(store.revisions.get(subject));
            }
          });
    }

    private static int partitionOf(Subject subject) {
      return io.mneme.platform.kafka.SubjectPartitions.of(subject, PARTITIONS);
    }

    void checkEnd() throws Outage {
      assertThat(faults.outages).as("faults met").isPositive();
      Derived expected =
          Derivation.derive(new WriterState(Set.of(), Map.of(), Map.of(), Map.of()), log.good);
      assertThat(store.ledger)
          .isEqualTo(
              expected.ledger().stream()
                  .collect(Collectors.toMap(LedgerEntry::eventId, LedgerEntry::position)));
      assertThat(store.turns).containsExactlyInAnyOrderEntriesOf(expected.turns());
      SimulatedStore oracle = new SimulatedStore(PARTITIONS);
      oracle.replay(expected, new StubEmbedder(4));
      assertThat(texts(store)).isEqualTo(texts(oracle));
      assertThat(store.sessions).isEqualTo(oracle.sessions);
      Set<Position> bad = new HashSet<>(log.bad);
      expected.refusals().forEach(refusal -> bad.add(refusal.position()));
      assertThat(buried).isEqualTo(bad);
      checkAnnouncements();
    }

    private void checkAnnouncements() {
      for (var outbox : store.outbox) {
        assertThat(outbox).isEmpty();
      }
      Map<MemoryKey, String> last = new HashMap<>();
      changes.forEach((key, states) -> last.put(key, states.getLast()));
      Map<MemoryKey, String> present = new HashMap<>();
      last.keySet().forEach(key -> present.put(key, "gone"));
      store.memories.forEach((key, memory) -> present.put(key, text(memory)));
      assertThat(last).isEqualTo(present);
      checkCache();
      cache
          .sessions()
          .forEach((key, state) ->
              assertThat(store.sessions.getOrDefault(key.subject(), Map.of()))
                  .containsEntry(key.session(), state));
    }

    private static Map<MemoryKey, String> texts(SimulatedStore store) {
      Map<MemoryKey, String> texts =
          new TreeMap<>(java.util.Comparator.comparing(MemoryKey::memoryId));
      store.memories.forEach((key, memory) -> texts.put(key, text(memory)));
      return texts;
    }

    private static String text(Memory memory) {
      return new String(Json.write(memory), StandardCharsets.UTF_8);
    }
  }
}
