package io.mneme.migrator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The job, three shelves and a mover that carries each decision out at once, on a clock the test
 * owns. Wherever time stops, every memory lies on exactly one shelf and is read from it.
 */
final class YearWorld implements AutoCloseable {
  private static final Duration DAY = Duration.ofDays(1);

  /** As often as a clock can tell, so that a pass comes the moment a wait is over. */
  private static final PassSettings PASS = new PassSettings(Duration.ofMillis(1), 1_000);

  private final JobWorld job;
  private final Map<Tier, Map<UUID, Memory>> shelves = new EnumMap<>(Tier.class);
  private final Set<UUID> held = new HashSet<>();
  private final Map<UUID, List<TierMove>> moves = new TreeMap<>();
  private final Runnable eachDay;
  private Duration age = Duration.ZERO;

  YearWorld(Path stateDir, TierPolicies policies, Consumer<YearWorld> eachDay) {
    job = new JobWorld(stateDir, JobWorld.START, PASS, policies);
    for (Tier tier : Tier.values()) {
      shelves.put(tier, new TreeMap<>());
    }
    this.eachDay = () -> eachDay.accept(this);
  }

  Instant now() {
    return JobWorld.START.plus(age);
  }

  Duration age() {
    return age;
  }

  /** A memory is born. */
  UUID remember(Subject subject, int number) {
    UUID id = new UUID(0x5000, number);
    held.add(id);
    put(JobWorld.memory(subject, id, Tier.HOT, now()));
    return id;
  }

  /** The year goes on until it is this old, with a look at everything on each of its days. */
  void until(Duration end) {
    while (age.compareTo(end) < 0) {
      Duration nextDay = DAY.multipliedBy(age.dividedBy(DAY) + 1);
      Duration next = nextDay.compareTo(end) < 0 ? nextDay : end;
      job.pass(next.minus(age));
      age = next;
      carryOut();
      if (age.equals(nextDay)) {
        eachDay.run();
        carryOut();
      }
    }
  }

  void read(UUID id) {
    Memory memory = find(id);
    job.recall(memory.subject(), now(), id);
    carryOut();
  }

  /** So many answers that hold it, before the mover comes to carry anything out. */
  void readByMany(UUID id, int readers) {
    Memory memory = find(id);
    for (int reader = 1; reader <= readers; reader++) {
      job.recall(memory.subject(), now().plusNanos(reader * 1_000_000L), id);
      assertThat(find(id)).isEqualTo(memory);
    }
    carryOut();
  }

  void correct(UUID id) {
    Memory memory = find(id);
    put(changed(memory, memory.status()));
  }

  void archive(UUID id) {
    put(changed(find(id), MemoryStatus.ARCHIVED));
  }

  void forget(UUID id) {
    Memory memory = find(id);
    held.remove(id);
    shelf(memory.tier()).remove(id);
    job.changes.pipeInput(new TestRecord<>(JobWorld.keyOf(memory), null));
  }

  Tier tierOf(UUID id) {
    return find(id).tier();
  }

  List<TierMove> movesOf(UUID id) {
    return moves.getOrDefault(id, List.of());
  }

  /** What a reader is given: from the one shelf it lies on, or the promise is broken. */
  private Memory find(UUID id) {
    List<Memory> found = new ArrayList<>();
    shelves.forEach((tier, shelf) -> {
      Memory memory = shelf.get(id);
      if (memory != null) {
        assertThat(memory.tier()).isEqualTo(tier);
        found.add(memory);
      }
    });
    assertThat(found).as("memory %s at age %s", id, age).hasSize(1);
    return found.getFirst();
  }

  private void put(Memory memory) {
    shelves.values().forEach(shelf -> shelf.remove(memory.memoryId()));
    shelf(memory.tier()).put(memory.memoryId(), memory);
    job.change(memory);
  }

  private Map<UUID, Memory> shelf(Tier tier) {
    return shelves.computeIfAbsent(tier, _ -> new TreeMap<>());
  }

  private void carryOut() {
    for (TierMove move : job.decided()) {
      Memory memory = find(move.memoryId());
      assertThat(memory.tier()).isEqualTo(move.from());
      assertThat(memory.subject()).isEqualTo(move.subject());
      moves.computeIfAbsent(move.memoryId(), _ -> new ArrayList<>()).add(move);
      put(memory.movedTo(move.to(), now()));
    }
    held.forEach(this::find);
  }

  private Memory changed(Memory memory, MemoryStatus status) {
    return new Memory(
        memory.memoryId(),
        memory.tenant(),
        memory.user(),
        memory.kind(),
        status,
        memory.tier(),
        memory.version() + 1,
        memory.content(),
        new Memory.Times(memory.times().occurredAt(), memory.times().createdAt(), now()),
        memory.source(),
        memory.embedding());
  }

  @Override
  public void close() {
    job.close();
  }
}
