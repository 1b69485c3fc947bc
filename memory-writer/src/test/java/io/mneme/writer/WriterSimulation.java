package io.mneme.writer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.embedding.Embedder;
import io.mneme.embedding.StubEmbedder;
import io.mneme.platform.Outage;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.MemoryLife;
import io.mneme.storage.read.ReadStore.SessionVerdict;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.Storable;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriterState;
import io.mneme.testkit.store.InMemoryStores;
import io.mneme.writer.ChangeLog.Publication;
import io.mneme.writer.derive.Derivation;
import io.mneme.writer.derive.Derived;
import io.mneme.writer.derive.Placed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Two writers over one log, one store, one cache, in a world where every call may fail before or
 * after its work and every step may be the last of a process. Whatever happened, at the end:
 *
 * <ul>
 *   <li>INV1 no loss: every good event has had its effect
 *   <li>INV2 no phantom: nothing else has, and what is bad is in the dead letters
 *   <li>INV3 no duplicate: no event twice, no version skipped (the store checks at every commit)
 *   <li>what a memory said before is kept, every version of it once
 *   <li>what was announced is what is stored; nothing is owed
 *   <li>at every step: the cache never claims progress it does not show
 * </ul>
 */
class WriterSimulation {
  private static final int PARTITIONS = 3;
  private static final int EVENTS = 250;
  private static final int TURNS_MAX = 20_000;
  private static final int SEEDS = 30;
  private static final Logger WRITER_LOG = (Logger) LoggerFactory.getLogger("io.mneme.writer");
  private static final Embedder EMBEDDER = new StubEmbedder(Storable.DIMENSIONS);

  /** {@code -Dmneme.seed=42} repeats one run, {@code -Dmneme.seeds=1000} makes more of them. */
  static LongStream seeds() {
    String seed = System.getProperty("mneme.seed");
    return seed == null
        ? LongStream.rangeClosed(1, Long.getLong("mneme.seeds", SEEDS))
        : LongStream.of(Long.parseLong(seed));
  }

  /** A world in which everything fails fills a log with stack traces; the seed says more. */
  @BeforeAll
  static void beQuiet() {
    WRITER_LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    WRITER_LOG.setLevel(null);
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
    private static final String GONE = "gone";
    private final Random random;
    private final SimulatedFaults faults;
    private final SimulatedLog log;
    private final InMemoryStores store = new InMemoryStores();
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
              new MemoryEmbedder(Models.only(faults.over(EMBEDDER)), faulty, Runnable::run),
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
            .add(memory == null ? GONE : text(memory));
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
          assertThat(next).isLessThanOrEqualTo(store.progress().getOrDefault(partition, 0L)));
      if (now.isBefore(strictFrom)) {
        return;
      }
      cache
          .revisions()
          .forEach((subject, revision) -> {
            long claimed = cache.progress.getOrDefault(partitionOf(subject), 0L);
            if (claimed == store.progress().getOrDefault(partitionOf(subject), 0L)) {
              assertThat(revision).as("%s", subject).isEqualTo(store.revision(subject));
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
      InMemoryStores oracle = new InMemoryStores();
      oracle.commit(
          new Batch(
              expected.ledger(),
              expected.erasures(),
              new MemoryEmbedder(Models.only(EMBEDDER), oracle, Runnable::run)
                  .embed(expected.changes()),
              expected.turns(),
              expected.sessions(),
              List.of(),
              expected.requests(),
              expected.verdicts()));
      assertThat(applied(store)).isEqualTo(applied(oracle)).isNotEmpty();
      for (Subject subject : SimulatedLog.EVERYBODY) {
        assertThat(memories(store, subject)).isEqualTo(memories(oracle, subject));
        assertThat(lives(store, subject)).isEqualTo(lives(oracle, subject));
        for (String session : SimulatedLog.SESSIONS) {
          assertThat(store.session(subject, session, Events.ACCEPTED_AT))
              .isEqualTo(oracle.session(subject, session, Events.ACCEPTED_AT));
        }
      }
      assertThat(verdicts(store)).isEqualTo(verdicts(oracle));
      Set<Position> bad = new HashSet<>(log.bad);
      expected.refusals().forEach(refusal -> bad.add(refusal.position()));
      assertThat(buried).isEqualTo(bad);
      checkAnnouncements();
    }

    private Set<UUID> applied(InMemoryStores stores) {
      Set<UUID> all = new HashSet<>();
      log.good.forEach(placed -> all.add(placed.event().eventId()));
      return stores.load(new StateQuery(all, Set.of(), Set.of(), Set.of())).applied();
    }

    /** What became of each conditional write, however the log was cut into batches. */
    private List<SessionVerdict> verdicts(InMemoryStores stores) {
      return log.good.stream()
          .map(Placed::event)
          .flatMap(event -> stores.verdict(event.subject(), event.eventId()).stream())
          .distinct()
          .toList();
    }

    private static Map<MemoryKey, String> memories(InMemoryStores stores, Subject subject) {
      Map<MemoryKey, String> texts = new HashMap<>();
      stores
          .everything(subject, 0)
          .changed()
          .forEach(memory -> texts.put(new MemoryKey(subject, memory.memoryId()), text(memory)));
      return texts;
    }

    /** What every memory said before each of its corrections. */
    private static Map<UUID, List<MemoryLife.Version>> lives(
        InMemoryStores stores, Subject subject) {
      Map<UUID, List<MemoryLife.Version>> lives = new HashMap<>();
      for (Memory memory : stores.pack(subject, 0).changed()) {
        lives.put(
            memory.memoryId(),
            stores.life(subject, memory.memoryId(), EVENTS).orElseThrow().before());
      }
      return lives;
    }

    private void checkAnnouncements() {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        assertThat(store.outbox(partition, null, 1)).isEmpty();
      }
      Map<MemoryKey, String> last = new HashMap<>();
      changes.forEach((key, states) -> last.put(key, states.getLast()));
      Map<MemoryKey, String> present = new HashMap<>();
      last.keySet().forEach(key -> present.put(key, GONE));
      SimulatedLog.EVERYBODY.forEach(subject -> present.putAll(memories(store, subject)));
      assertThat(last).isEqualTo(present);
      checkCache();
      cache
          .sessions()
          .forEach((key, state) ->
              assertThat(store.session(key.subject(), key.session(), Events.ACCEPTED_AT))
                  .hasValueSatisfying(view -> assertThat(view.state()).isEqualTo(state.state())));
    }

    private static String text(Memory memory) {
      return new String(Json.write(memory), StandardCharsets.UTF_8);
    }
  }
}
