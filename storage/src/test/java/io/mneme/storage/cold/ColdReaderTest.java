package io.mneme.storage.cold;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How objects are fetched, and what is said of those that are not there. */
final class ColdReaderTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final SlowStore store = new SlowStore();
  private final ColdReader reader = new ColdReader(store);

  @Test
  void an_object_many_ask_for_at_once_is_fetched_once() throws Exception {
    List<ColdReader.Row> rows = archived(1, 2, 3);
    store.holdBack();
    try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Thawed>> asked = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        asked.add(askers.submit(() -> reader.thaw(rows, LONG)));
      }
      while (store.waiting() == 0) {
        Thread.onSpinWait();
      }
      Thread.sleep(Duration.ofMillis(100)); // for the others to come as far
      store.letGo();

      for (Future<Thawed> one : asked) {
        assertThat(one.get().memories()).hasSize(3);
      }
    }
    assertThat(store.gets).hasValue(1);
  }

  @Test
  void what_does_not_arrive_in_time_is_late_and_what_is_damaged_is_lost() {
    List<ColdReader.Row> there = archived(1);
    List<ColdReader.Row> damaged = archived(2);
    List<ColdReader.Row> missing = archived(3);
    store.objects.computeIfPresent(key(damaged), (_, bytes) -> new byte[bytes.length]);
    store.objects.remove(key(missing));
    List<ColdReader.Row> all = new ArrayList<>(there);
    all.addAll(damaged);
    all.addAll(missing);

    Thawed thawed = reader.thaw(all, LONG);
    store.holdBack();
    Thawed late = reader.thaw(there, Duration.ofMillis(50));
    store.letGo();

    assertThat(thawed.memories()).hasSize(1);
    assertThat(thawed.lost())
        .extracting(one -> one.state().memoryId().getLeastSignificantBits())
        .containsExactly(2L, 3L);
    assertThat(thawed.late()).isZero();
    assertThat(reader.unreadable()).isEqualTo(2);
    assertThat(late).isEqualTo(new Thawed(List.of(), List.of(), 1));
  }

  private static String key(List<ColdReader.Row> rows) {
    return rows.getFirst().cold().orElseThrow().objectKey();
  }

  /** Memories in one object, as rows of the database. */
  private List<ColdReader.Row> archived(long... numbers) {
    List<Memory> memories = new ArrayList<>();
    for (long number : numbers) {
      memories.add(memory(number));
    }
    ColdObject object = ColdObject.of("acme", YearMonth.of(2026, 5), memories);
    store.put(object.key(), object.bytes());
    List<ColdReader.Row> rows = new ArrayList<>();
    for (int row = 0; row < object.memories().size(); row++) {
      rows.add(
          new ColdReader.Row(
              object.memories().get(row),
              Optional.of(new ColdLine(object.key(), row)),
              Optional.empty()));
    }
    return rows;
  }

  private static Memory memory(long number) {
    Instant time = Instant.parse("2026-05-04T12:00:00Z").plusSeconds(number);
    return new Memory(
        new UUID(7, number),
        "acme",
        "ada",
        MemoryKind.EPISODIC,
        MemoryStatus.ACTIVE,
        Tier.COLD,
        2,
        new Memory.Content("words", null, null, null, null, null, Map.of(), List.of(), List.of()),
        new Memory.Times(time, time, time),
        new Memory.Source(new UUID(8, number), 0, 0, number),
        null);
  }

  private static final class SlowStore implements ObjectStore {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final AtomicInteger gets = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void holdBack() {
      gate = new CountDownLatch(1);
    }

    void letGo() {
      gate.countDown();
    }

    int waiting() {
      return waiting.get();
    }

    @Override
    public void put(String key, byte[] bytes) {
      objects.put(key, bytes);
    }

    @Override
    public Optional<byte[]> get(String key) {
      gets.incrementAndGet();
      waiting.incrementAndGet();
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return Optional.ofNullable(objects.get(key));
    }

    @Override
    public void delete(String key) {
      objects.remove(key);
    }

    @Override
    public boolean exists(String key) {
      return objects.containsKey(key);
    }

    @Override
    public void check() {}

    @Override
    public void close() {}
  }
}
