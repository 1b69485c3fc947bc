package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.read.ReadStore.Pack;
import io.mneme.storage.tier.TierStore.MoveOutcome;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A writer and two movers change the same memories at once while a reader follows. Whatever the
 * order, a memory lies in one tier, no change is lost, and a reader that only ever asks for what
 * changed ends with what is there.
 */
final class PostgresConcurrencyIT {
  private static final int PARTITION = 0;
  private static final int BATCHES = 60;
  private static final int BATCH_EVENTS = 12;
  private static final int MOVES_AT_ONCE = 6;
  private static final List<Subject> SUBJECTS = List.of(Samples.ADA, Samples.BOB, Samples.EVE);

  private final PostgresWorld world = new PostgresWorld();
  private final Stores stores = world.open();
  private final Map<MemoryKey, Memory> living = new ConcurrentHashMap<>();
  private final Set<MemoryKey> forgotten = ConcurrentHashMap.newKeySet();
  private final Map<MemoryKey, Integer> revisions = new ConcurrentHashMap<>();
  private final Map<MemoryKey, Integer> moves = new ConcurrentHashMap<>();

  /** In a batch of moves that ended in an outage: how many of them were done is not known. */
  private final Set<MemoryKey> perhapsMoved = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean writing = new AtomicBoolean(true);

  @AfterEach
  void closeWorld() {
    world.close();
  }

  @Test
  @Timeout(120)
  void no_change_is_lost_between_a_writer_two_movers_and_a_reader()
      throws InterruptedException, ExecutionException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer = threads.submit(() -> write(new Random(seed)));
      Future<?> mover = threads.submit(() -> move(new Random(seed + 1)));
      Future<?> other = threads.submit(() -> move(new Random(seed + 2)));
      Future<Map<MemoryKey, Memory>> reader = threads.submit(this::follow);
      writer.get();
      mover.get();
      other.get();

      Map<MemoryKey, Memory> followed = reader.get();

      assertThat(followed).isEqualTo(everything());
      assertThat(followed.keySet()).isEqualTo(living.keySet());
      followed.forEach((key, memory) -> {
        int changes = revisions.getOrDefault(key, 0) + moves.getOrDefault(key, 0);
        if (perhapsMoved.contains(key)) {
          assertThat(memory.version()).isGreaterThanOrEqualTo(1 + changes);
        } else {
          assertThat(memory.version()).isEqualTo(1 + changes);
        }
        assertThat(memory.content()).isEqualTo(latest(key).content());
      });
      assertThat(stores.tiers().holdings().values().stream().mapToLong(h -> h.memories()).sum())
          .isEqualTo(living.size());
      assertThat(moves).as("movers did something").isNotEmpty();
      assertThat(perhapsMoved).as("most is known").hasSizeLessThan(living.size() / 2);
      assertThat(stores.write().progress()).containsEntry(PARTITION, (long) BATCHES * BATCH_EVENTS);
    }
  }

  private Memory latest(MemoryKey key) {
    Memory memory = living.get(key);
    if (memory == null) {
      throw new AssertionError("unknown " + key);
    }
    return memory;
  }

  // ---- the writer: the loop of a real one, without Kafka

  private void write(Random random) {
    try {
      for (int n = 0; n < BATCHES; n++) {
        long plan = random.nextLong();
        while (!attempt(new Random(plan), (long) n * BATCH_EVENTS)) {
          Thread.onSpinWait();
        }
      }
    } finally {
      writing.set(false);
    }
  }

  /** The same events again, decided on the present state, until they are stored. */
  private boolean attempt(Random random, long from) {
    Map<MemoryKey, Memory> now = load();
    Map<MemoryKey, Memory> changed = new HashMap<>();
    Set<MemoryKey> gone = new HashSet<>();
    BatchBuilder batch = batch(PARTITION, from);
    List<MemoryKey> known = new ArrayList<>(living.keySet());
    known.sort((a, b) -> a.memoryId().compareTo(b.memoryId()));
    for (int i = 0; i < BATCH_EVENTS; i++) {
      MemoryKey key = known.isEmpty() ? null : known.get(random.nextInt(known.size()));
      int dice = random.nextInt(10);
      if (key == null || dice < 5 || gone.contains(key) || !now.containsKey(key)) {
        Subject subject = SUBJECTS.get(random.nextInt(SUBJECTS.size()));
        Memory born = Samples.fact(subject, new Position(PARTITION, from + i), "born " + i);
        batch.remember(born);
        changed.put(new MemoryKey(subject, born.memoryId()), born);
      } else if (dice < 9) {
        Memory before = changed.getOrDefault(key, at(now, key));
        Memory revised = Samples.corrected(before, "revised " + (from + i));
        batch.revise(before, revised);
        changed.put(key, revised);
      } else {
        batch.forget(at(now, key));
        changed.remove(key);
        gone.add(key);
      }
    }
    CommitResult result;
    try {
      result = stores.write().commit(batch.build());
    } catch (StoreUnavailable _) {
      return false; // a deadlock or a serialization failure is waited out like any outage
    }
    if (!(result instanceof CommitResult.Committed)) {
      assertThat(result).isInstanceOf(CommitResult.Overtaken.class);
      return false;
    }
    changed.forEach((key, memory) -> {
      Memory before = now.get(key);
      long step = memory.version() - (before == null ? 1 : before.version());
      revisions.merge(key, (int) step, Integer::sum);
      living.put(key, memory);
    });
    gone.forEach(living::remove);
    forgotten.addAll(gone);
    return true;
  }

  private static Memory at(Map<MemoryKey, Memory> now, MemoryKey key) {
    Memory memory = now.get(key);
    if (memory == null) {
      throw new AssertionError("unknown " + key);
    }
    return memory;
  }

  private Map<MemoryKey, Memory> load() {
    return stores
        .write()
        .load(new StateQuery(Set.of(), Set.of(), Set.copyOf(living.keySet()), Set.of()))
        .memories();
  }

  // ---- a mover

  private void move(Random random) {
    while (writing.get()) {
      List<MemoryKey> some = new ArrayList<>(living.keySet());
      Collections.shuffle(some, random);
      List<TierMove> batch = new ArrayList<>();
      for (MemoryKey key : some.subList(0, Math.min(MOVES_AT_ONCE, some.size()))) {
        Tier[] tiers = Tier.values();
        Tier from = tiers[random.nextInt(tiers.length)];
        Tier to = tiers[random.nextInt(tiers.length)];
        batch.add(
            new TierMove(
                key.subject().tenant(),
                key.subject().user(),
                key.memoryId(),
                from,
                to,
                TierMove.Reason.AGED,
                Samples.MOVED));
      }
      try {
        for (MoveOutcome outcome : stores.tiers().move(batch)) {
          if (outcome instanceof MoveOutcome.Moved moved) {
            moves.merge(
                new MemoryKey(moved.memory().subject(), moved.memory().memoryId()),
                1,
                Integer::sum);
          }
        }
      } catch (StoreUnavailable _) {
        // too fast for it: the mover would wait and do the same moves again; some may be done
        batch.forEach(move -> perhapsMoved.add(new MemoryKey(move.subject(), move.memoryId())));
      }
      pause(Duration.ofMillis(random.nextInt(40)));
    }
  }

  // ---- the reader

  private Map<MemoryKey, Memory> follow() {
    Map<Subject, Long> seen = new HashMap<>();
    Map<MemoryKey, Memory> held = new LinkedHashMap<>();
    while (writing.get()) {
      SUBJECTS.forEach(subject -> catchUp(subject, seen, held));
    }
    // movers end a moment after the writer
    for (int quiet = 0; quiet < 5; quiet++) {
      Map<MemoryKey, Memory> before = Map.copyOf(held);
      pause(Duration.ofMillis(200));
      SUBJECTS.forEach(subject -> catchUp(subject, seen, held));
      if (!before.equals(held)) {
        quiet = 0;
      }
    }
    return held;
  }

  private void catchUp(Subject subject, Map<Subject, Long> seen, Map<MemoryKey, Memory> held) {
    Pack pack = stores.read().everything(subject, seen.getOrDefault(subject, 0L));
    pack.changed().forEach(memory -> held.put(new MemoryKey(subject, memory.memoryId()), memory));
    for (UUID gone : pack.gone()) {
      held.remove(new MemoryKey(subject, gone));
    }
    seen.put(subject, pack.revision());
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<MemoryKey, Memory> everything() {
    Map<MemoryKey, Memory> all = new HashMap<>();
    for (Subject subject : SUBJECTS) {
      stores
          .read()
          .everything(subject, 0)
          .changed()
          .forEach(memory -> all.put(new MemoryKey(subject, memory.memoryId()), memory));
    }
    return all;
  }
}
