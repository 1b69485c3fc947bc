package io.mneme.testkit.store;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.cold.ColdLine;
import io.mneme.storage.cold.ColdReader.Row;
import io.mneme.storage.cold.ColdStub;
import io.mneme.storage.cold.Signature;
import io.mneme.storage.read.ReadStore.SessionView;
import io.mneme.storage.tier.TierStore.Holding;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.Advance;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.StateQuery.Conversation;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.StateQuery.SessionKey;
import io.mneme.storage.write.WriteStore.Mark;
import io.mneme.storage.write.WriterState.SessionMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of {@link InMemoryStores}, and what one batch does to them. Guarded by its owner. */
final class InMemoryState {
  private static final int ROW_BYTES = 1_000;

  @Nullable String model;
  final Map<Integer, Long> progress = new TreeMap<>();
  final Map<UUID, Position> ledger = new HashMap<>();
  final Map<Conversation, Integer> turns = new HashMap<>();
  final Map<SessionKey, SessionView> sessions = new HashMap<>();
  final Map<UUID, Batch.Verdict> verdicts = new HashMap<>();
  final Map<Subject, Long> revisions = new HashMap<>();
  final Map<Subject, Instant> erasedAt = new HashMap<>();
  final InMemoryReceipts receipts = new InMemoryReceipts();
  private final Map<MemoryKey, Stored> memories = new HashMap<>();
  private final Map<MemoryKey, Long> gone = new HashMap<>();
  private final Map<MemoryKey, List<Superseded>> superseded = new HashMap<>();
  private final NavigableMap<NoteAt, Note> outbox =
      new TreeMap<>(
          Comparator.comparingInt(NoteAt::partition)
              .thenComparingLong(NoteAt::offset)
              .thenComparingInt(NoteAt::ordinal));

  /** Something to announce. */
  record Note(Mark mark, Subject subject, @Nullable UUID memoryId) {}

  private record NoteAt(int partition, long offset, int ordinal) {}

  private record Stored(Row row, long revision) {}

  /** What a memory was, until when, and by which event it is not that any more. */
  record Superseded(Memory memory, Instant knownUntil, UUID changedBy) {}

  /** Why a batch cannot be applied, where it cannot. */
  Optional<CommitResult> refusal(Batch batch) {
    for (Advance advance : batch.progress()) {
      long stands = progress.getOrDefault(advance.partition(), 0L);
      if (stands != advance.expected()) {
        return Optional.of(
            new CommitResult.Fenced(advance.partition(), advance.expected(), stands));
      }
    }
    for (String other : models(batch)) {
      if (model != null && !model.equals(other)) {
        return Optional.of(new CommitResult.OtherModel(model));
      }
    }
    Set<UUID> applied = new HashSet<>();
    batch.ledger().forEach(entry -> applied.add(entry.eventId()));
    applied.retainAll(ledger.keySet());
    if (!applied.isEmpty()) {
      return Optional.of(new CommitResult.Overtaken(applied, Set.of()));
    }
    Set<MemoryKey> moved = overtaken(batch.changes());
    return moved.isEmpty()
        ? Optional.empty()
        : Optional.of(new CommitResult.Overtaken(Set.of(), moved));
  }

  private static Set<String> models(Batch batch) {
    Set<String> models = new HashSet<>();
    for (Change change : batch.changes()) {
      Embedding vector =
          switch (change) {
            case Change.Remember born -> born.memory().embedding();
            case Change.Revise revised -> revised.memory().embedding();
            case Change.Forget _ -> null;
          };
      if (vector != null) {
        models.add(vector.model());
      }
    }
    return models;
  }

  private Set<MemoryKey> overtaken(List<Change> changes) {
    Set<MemoryKey> seen = new HashSet<>();
    Set<MemoryKey> moved = new LinkedHashSet<>();
    for (Change change : changes) {
      MemoryKey key = key(change);
      boolean first = seen.add(key);
      if (change instanceof Change.Revise revise && first) {
        Stored stored = memories.get(key);
        if (stored == null || stored.row().memory().version() != revise.memory().version() - 1) {
          moved.add(key);
        }
      }
    }
    return moved;
  }

  /** Applies a batch that was not refused. */
  CommitResult.Committed apply(Batch batch) {
    models(batch).forEach(stored -> model = stored);
    batch.progress().forEach(advance -> progress.put(advance.partition(), advance.next()));
    batch.ledger().forEach(entry -> ledger.put(entry.eventId(), entry.position()));
    batch.requests().forEach(request -> receipts.begin(request, sessionsOf(request.subject())));
    Map<Subject, Long> changed = new HashMap<>();
    for (Change change : batch.changes()) {
      MemoryKey key = key(change);
      switch (change) {
        case Change.Remember born -> put(born.memory(), Optional.empty());
        case Change.Revise revised -> {
          if (revised.memory().absorbedBy() == null) {
            supersede(key, revised, batch.ledger());
          }
          put(revised.memory(), Optional.empty());
        }
        case Change.Forget forget -> {
          Stored stored = memories.get(key);
          if (stored != null) {
            receipts.gone(forget.position(), stored.row());
          }
          remove(key);
        }
      }
      changed.put(key.subject(), revisions.getOrDefault(key.subject(), 0L));
      note(change.position(), key.subject(), key.memoryId());
    }
    for (Batch.Erasure erasure : batch.erasures()) {
      turns.keySet().removeIf(name -> name.subject().equals(erasure.subject()));
      sessions.keySet().removeIf(name -> name.subject().equals(erasure.subject()));
      verdicts.values().removeIf(verdict -> verdict.subject().equals(erasure.subject()));
      erasedAt.merge(
          erasure.subject(),
          erasure.acceptedAt(),
          (one, other) -> one.isAfter(other) ? one : other);
      note(erasure.position(), erasure.subject(), null);
    }
    turns.putAll(batch.turns());
    for (Batch.SessionState session : batch.sessions()) {
      sessions.put(
          new SessionKey(session.subject(), session.session()),
          new SessionView(
              session.state(),
              session.touchedAt(),
              SessionView.version(session.position().offset()),
              session.eventId()));
      note(session.position(), session.subject(), null);
    }
    batch.verdicts().forEach(verdict -> verdicts.put(verdict.eventId(), verdict));
    return new CommitResult.Committed(changed);
  }

  /** The last write of each of these sessions. */
  Map<SessionKey, SessionMark> marks(Collection<SessionKey> keys) {
    Map<SessionKey, SessionMark> marks = new HashMap<>();
    for (SessionKey key : keys) {
      SessionView view = sessions.get(key);
      if (view != null) {
        marks.put(key, new SessionMark(view.eventId(), view.touchedAt()));
      }
    }
    return marks;
  }

  private int sessionsOf(Subject subject) {
    return (int) sessions.keySet().stream().filter(name -> name.subject().equals(subject)).count();
  }

  /** Writes a memory in its new state; a cold one as the stub of a line. */
  void put(Memory memory, Optional<ColdLine> line) {
    Memory row = line.isPresent() ? ColdStub.known(memory) : memory;
    long revision = revisions.merge(memory.subject(), 1L, Long::sum);
    memories.put(
        new MemoryKey(memory.subject(), memory.memoryId()),
        new Stored(new Row(row, line, signature(memory, line)), revision));
  }

  /** What the batch itself made of the memory before has its vector already. */
  private void supersede(MemoryKey key, Change.Revise revise, List<Batch.LedgerEntry> ledger) {
    Stored stored = memories.get(key);
    Memory was =
        stored != null && stored.row().cold().isEmpty() ? stored.row().memory() : revise.before();
    UUID event =
        ledger.stream()
            .filter(entry -> entry.position().equals(revise.position()))
            .map(Batch.LedgerEntry::eventId)
            .findFirst()
            .orElseThrow();
    superseded
        .computeIfAbsent(key, _ -> new ArrayList<>())
        .add(new Superseded(was, revise.memory().times().updatedAt(), event));
  }

  /** What a memory was, oldest first. */
  List<Superseded> superseded(MemoryKey key) {
    return superseded.getOrDefault(key, List.of());
  }

  private static Optional<Signature> signature(Memory memory, Optional<ColdLine> line) {
    return line.flatMap(_ -> Optional.ofNullable(memory.embedding())).map(Signature::of);
  }

  private void remove(MemoryKey key) {
    memories.remove(key);
    superseded.remove(key);
    gone.put(key, revisions.merge(key.subject(), 1L, Long::sum));
  }

  private void note(Position position, Subject subject, @Nullable UUID memoryId) {
    int ordinal = 0;
    while (outbox.containsKey(new NoteAt(position.partition(), position.offset(), ordinal))) {
      ordinal++;
    }
    outbox.put(
        new NoteAt(position.partition(), position.offset(), ordinal),
        new Note(new Mark(position.offset(), ordinal), subject, memoryId));
  }

  /** What is to be announced of a partition after a mark, in the order of the log. */
  Collection<Note> notes(int partition, @Nullable Mark after) {
    NoteAt from =
        after == null
            ? new NoteAt(partition, -1, -1)
            : new NoteAt(partition, after.offset(), after.ordinal());
    NoteAt end = new NoteAt(partition, Long.MAX_VALUE, Integer.MAX_VALUE);
    return outbox.subMap(from, false, end, true).values();
  }

  void settle(Map<Integer, Long> offsets, Map<Subject, Long> dropped) {
    offsets.forEach((partition, offset) -> {
      receipts.told(partition, offset, dropped);
      outbox.keySet().removeIf(at -> at.partition() == partition && at.offset() <= offset);
    });
  }

  /** The rows of these memories, where there are any. */
  List<Row> rows(Collection<MemoryKey> keys) {
    List<Row> rows = new ArrayList<>();
    for (MemoryKey key : keys) {
      Stored stored = memories.get(key);
      if (stored != null) {
        rows.add(stored.row());
      }
    }
    return rows;
  }

  /** Which memory absorbed each of those that these answer for, directly or through another. */
  Map<MemoryKey, UUID> absorbers(Set<MemoryKey> speakers) {
    Map<MemoryKey, UUID> found = new HashMap<>();
    Set<MemoryKey> next = speakers;
    while (!next.isEmpty()) {
      Set<MemoryKey> absorbed = new HashSet<>();
      for (Map.Entry<MemoryKey, Stored> entry : memories.entrySet()) {
        UUID absorber = entry.getValue().row().memory().absorbedBy();
        if (absorber != null
            && next.contains(new MemoryKey(entry.getKey().subject(), absorber))
            && found.put(entry.getKey(), absorber) == null) {
          absorbed.add(entry.getKey());
        }
      }
      next = absorbed;
    }
    return found;
  }

  /** A subject's rows changed after a revision, oldest change first. */
  List<Row> changedAfter(Subject subject, long revision) {
    return memories.entrySet().stream()
        .filter(entry -> entry.getKey().subject().equals(subject))
        .map(Map.Entry::getValue)
        .filter(stored -> stored.revision() > revision)
        .sorted(Comparator.comparingLong(Stored::revision))
        .map(Stored::row)
        .toList();
  }

  /** What went of a subject after a revision, oldest first. */
  List<UUID> goneAfter(Subject subject, long revision) {
    if (revision == 0) { // whoever holds nothing has nothing to let go
      return List.of();
    }
    return gone.entrySet().stream()
        .filter(entry -> entry.getKey().subject().equals(subject) && entry.getValue() > revision)
        .sorted(Map.Entry.comparingByValue())
        .map(entry -> entry.getKey().memoryId())
        .toList();
  }

  Holding holding(Tier tier) {
    long count = memories.values().stream().filter(s -> s.row().memory().tier() == tier).count();
    return new Holding(count, count * ROW_BYTES);
  }

  private static MemoryKey key(Change change) {
    return switch (change) {
      case Change.Remember born -> key(born.memory());
      case Change.Revise revised -> key(revised.memory());
      case Change.Forget forget -> new MemoryKey(forget.subject(), forget.memoryId());
    };
  }

  private static MemoryKey key(Memory memory) {
    return new MemoryKey(memory.subject(), memory.memoryId());
  }
}
