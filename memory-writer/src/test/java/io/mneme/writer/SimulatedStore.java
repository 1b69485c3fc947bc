package io.mneme.writer;

import io.mneme.embedding.Embedder;
import io.mneme.platform.Outage;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.UnstorableRecord;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.Advance;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Batch.Erasure;
import io.mneme.storage.write.Batch.SessionState;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.Conversation;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriterState;
import io.mneme.writer.derive.Derived;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The writer's store in memory: what survives every death of the simulation. A text that holds
 * {@link #TOXIC} makes a commit fail for no stated reason, {@link #UNSTORABLE} with a statement.
 */
final class SimulatedStore implements WriteStore {
  static final String TOXIC = "toxic";
  static final String UNSTORABLE = "unstorable";

  final Map<Integer, Long> progress = new TreeMap<>();
  final Map<UUID, Position> ledger = new HashMap<>();
  final Map<MemoryKey, Memory> memories = new LinkedHashMap<>();
  final Map<Conversation, Integer> turns = new HashMap<>();
  final Map<Subject, Map<String, SessionState>> sessions = new HashMap<>();
  final Map<Subject, Long> revisions = new HashMap<>();
  final TreeMap<Mark, Row>[] outbox;

  @SuppressWarnings({"unchecked", "rawtypes"})
  SimulatedStore(int partitions) {
    outbox = new TreeMap[partitions];
    for (int i = 0; i < partitions; i++) {
      outbox[i] =
          new TreeMap<>(Comparator.comparingLong(Mark::offset).thenComparingInt(Mark::ordinal));
    }
  }

  /**
   * What happened at an outbox mark: a memory changed, or, without one, the subject was touched.
   */
  record Row(Subject subject, @Nullable UUID memoryId) {}

  @Override
  public Map<Integer, Long> progress() {
    return Map.copyOf(progress);
  }

  @Override
  public WriterState load(StateQuery query) {
    return new WriterState(
        query.eventIds().stream().filter(ledger::containsKey).collect(Collectors.toSet()),
        query.conversations().stream()
            .filter(turns::containsKey)
            .collect(Collectors.toMap(c -> c, c -> Objects.requireNonNull(turns.get(c)))),
        query.memories().stream()
            .filter(memories::containsKey)
            .collect(Collectors.toMap(k -> k, k -> Objects.requireNonNull(memories.get(k)))),
        query.erasures().stream().collect(Collectors.toMap(s -> s, this::idsOf)));
  }

  @Override
  public CommitResult commit(Batch batch) {
    for (Advance step : batch.progress()) {
      long found = progress.getOrDefault(step.partition(), 0L);
      if (found != step.expected()) {
        return new CommitResult.Fenced(step.partition(), step.expected(), found);
      }
    }
    batch.changes().forEach(SimulatedStore::refuse);
    for (Batch.LedgerEntry entry : batch.ledger()) {
      if (ledger.put(entry.eventId(), entry.position()) != null) {
        throw new AssertionError("event " + entry.eventId() + " took effect twice");
      }
    }
    batch.erasures().forEach(this::erase);
    Map<Position, Integer> ordinals = new HashMap<>();
    batch.changes().forEach(change -> apply(change, ordinals));
    turns.putAll(batch.turns());
    for (SessionState state : batch.sessions()) {
      sessions.computeIfAbsent(state.subject(), s -> new HashMap<>()).put(state.session(), state);
      note(state.position(), state.subject(), null, ordinals);
    }
    for (Erasure erasure : batch.erasures()) {
      note(erasure.position(), erasure.subject(), null, ordinals);
    }
    batch.progress().forEach(step -> progress.put(step.partition(), step.next()));
    return new CommitResult.Committed(bumped(batch));
  }

  /** What this log means, applied at once by nobody who could die. */
  void replay(Derived derived, Embedder embedder) throws Outage {
    Derived embedded = derived.with(new MemoryEmbedder(embedder).embed(derived.changes()));
    commit(
        new Batch(
            embedded.ledger(),
            embedded.erasures(),
            embedded.changes(),
            embedded.turns(),
            embedded.sessions(),
            List.of()));
  }

  private static void refuse(Change change) {
    if (change instanceof Change.Remember(Position position, Memory memory)) {
      if (memory.embedding() == null) {
        throw new AssertionError("a memory was stored without its vector");
      }
      if (memory.content().text().contains(TOXIC)) {
        throw new IllegalStateException("something about this batch does not work");
      }
      if (memory.content().text().contains(UNSTORABLE)) {
        Position named = position.offset() % 2 == 0 ? position : null;
        throw new UnstorableRecord(named, "no store can keep this", null);
      }
    }
  }

  private void erase(Erasure erasure) {
    turns.keySet().removeIf(c -> c.subject().equals(erasure.subject()));
    sessions.remove(erasure.subject());
  }

  private void apply(Change change, Map<Position, Integer> ordinals) {
    switch (change) {
      case Change.Remember(var position, Memory memory) -> {
        if (memories.put(key(memory), memory) != null) {
          throw new AssertionError("memory " + memory.memoryId() + " was born twice");
        }
        note(position, memory.subject(), memory.memoryId(), ordinals);
      }
      case Change.Revise(var position, Memory memory) -> {
        Memory before = memories.put(key(memory), memory);
        if (before == null || before.version() + 1 != memory.version()) {
          throw new AssertionError("memory " + memory.memoryId() + " skipped a version");
        }
        note(position, memory.subject(), memory.memoryId(), ordinals);
      }
      case Change.Forget(var position, Subject subject, UUID memoryId) -> {
        memories.remove(new MemoryKey(subject, memoryId));
        note(position, subject, memoryId, ordinals);
      }
    }
  }

  private void note(
      Position position,
      Subject subject,
      @Nullable UUID memoryId,
      Map<Position, Integer> ordinals) {
    int ordinal = ordinals.merge(position, 1, Integer::sum) - 1;
    outbox[position.partition()].put(
        new Mark(position.offset(), ordinal), new Row(subject, memoryId));
  }

  private Map<Subject, Long> bumped(Batch batch) {
    Set<Subject> subjects = new HashSet<>();
    for (Change change : batch.changes()) {
      subjects.add(
          switch (change) {
            case Change.Remember(var position, Memory memory) -> memory.subject();
            case Change.Revise(var position, Memory memory) -> memory.subject();
            case Change.Forget forget -> forget.subject();
          });
    }
    return subjects.stream()
        .collect(Collectors.toMap(s -> s, s -> revisions.merge(s, 1L, Long::sum)));
  }

  @Override
  public List<Announcement> outbox(int partition, @Nullable Mark after, int limit) {
    var rows = after == null ? outbox[partition] : outbox[partition].tailMap(after, false);
    List<Announcement> page = new ArrayList<>();
    for (var row : rows.entrySet()) {
      if (page.size() < limit) {
        page.add(announcement(row.getKey(), row.getValue()));
      }
    }
    return page;
  }

  private Announcement announcement(Mark mark, Row row) {
    UUID memoryId = row.memoryId();
    if (memoryId == null) {
      return new Announcement.Touched(mark, row.subject());
    }
    Memory memory = memories.get(new MemoryKey(row.subject(), memoryId));
    return memory == null
        ? new Announcement.Gone(mark, row.subject(), memoryId)
        : new Announcement.Changed(mark, memory);
  }

  @Override
  public void settle(int partition, long offset) {
    outbox[partition].headMap(new Mark(offset, Integer.MAX_VALUE), true).clear();
  }

  private List<UUID> idsOf(Subject subject) {
    return memories.keySet().stream()
        .filter(key -> key.subject().equals(subject))
        .map(MemoryKey::memoryId)
        .toList();
  }

  private static MemoryKey key(Memory memory) {
    return new MemoryKey(memory.subject(), memory.memoryId());
  }
}
