package io.mneme.storage.postgres;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Batch.LedgerEntry;
import io.mneme.storage.write.Batch.SessionState;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.Storable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a batch comes to, row by row: many changes of one memory are one row written, but each
 * counts in its subject's revision and each is announced. Pure.
 */
final class BatchPlan {
  private static final Comparator<Subject> BY_NAME =
      Comparator.comparing(Subject::tenant).thenComparing(Subject::user);

  private final Map<Position, UUID> events = new HashMap<>();
  private final SortedMap<Subject, Integer> changesOf = new TreeMap<>(BY_NAME);
  private final Map<MemoryKey, Fate> fates = new LinkedHashMap<>();
  private final Set<MemoryKey> removed = new LinkedHashSet<>();
  private final List<Superseded> superseded = new ArrayList<>();
  private final Map<SessionName, SessionState> sessions = new LinkedHashMap<>();
  private final Map<Position, Integer> notesOf = new HashMap<>();
  private final List<Note> notes = new ArrayList<>();
  private final Set<String> models = new TreeSet<>();

  private BatchPlan(List<LedgerEntry> ledger) {
    ledger.forEach(entry -> events.put(entry.position(), entry.eventId()));
  }

  /**
   * Plans a batch.
   *
   * @throws io.mneme.storage.UnstorableRecord when a record of it cannot be kept
   */
  static BatchPlan of(Batch batch) {
    BatchPlan plan = new BatchPlan(batch.ledger());
    for (Change change : batch.changes()) {
      plan.add(change);
    }
    for (Batch.Erasure erasure : batch.erasures()) {
      plan.note(erasure.position(), erasure.subject(), null);
    }
    for (SessionState session : batch.sessions()) {
      plan.add(session);
    }
    batch.verdicts().forEach(Storable::check);
    return plan;
  }

  /**
   * Something to announce.
   *
   * @param memoryId what changed; null when there is no memory to tell of
   */
  record Note(Position position, int ordinal, Subject subject, @Nullable UUID memoryId) {}

  /** How a memory ends in this batch, and which of its subject's changes (from 1) did it. */
  private sealed interface Fate {
    int change();

    record Born(Memory memory, int change) implements Fate {}

    record Revised(Memory memory, int change, long expectedVersion) implements Fate {}

    record Gone(int change) implements Fate {}
  }

  private record SessionName(Subject subject, String name) {}

  private void add(Change change) {
    switch (change) {
      case Change.Remember remember -> {
        Storable.check(remember.position(), remember.memory());
        embedded(remember.memory());
        MemoryKey key = key(remember.memory());
        fates.put(key, new Fate.Born(remember.memory(), count(key)));
        note(remember.position(), key.subject(), key.memoryId());
      }
      case Change.Revise revise -> {
        Storable.check(revise.position(), revise.memory());
        embedded(revise.memory());
        MemoryKey key = key(revise.memory());
        Fate before = fates.get(key);
        Superseded was = superseded(revise, before);
        if (revise.memory().absorbedBy() == null) {
          superseded.add(was); // one that was absorbed says what it said before
        }
        fates.put(key, revised(before, revise.memory(), count(key)));
        note(revise.position(), key.subject(), key.memoryId());
      }
      case Change.Forget forget -> {
        MemoryKey key = new MemoryKey(forget.subject(), forget.memoryId());
        fates.put(key, new Fate.Gone(count(key)));
        removed.add(key);
        note(forget.position(), key.subject(), key.memoryId());
      }
    }
  }

  /** What the batch itself made of the memory before has its vector already. */
  private Superseded superseded(Change.Revise revise, @Nullable Fate before) {
    Memory was =
        switch (before) {
          case null -> revise.before();
          case Fate.Born born -> born.memory();
          case Fate.Revised revised -> revised.memory();
          case Fate.Gone _ -> revise.before();
        };
    UUID event = events.get(revise.position());
    if (event == null) {
      throw new IllegalArgumentException(
          "the event at " + revise.position() + " is not in the ledger");
    }
    return new Superseded(was, event, revise.position(), revise.memory().times().updatedAt());
  }

  private void embedded(Memory memory) {
    Embedding vector = memory.embedding();
    if (vector != null) {
      models.add(vector.model());
    }
  }

  private static Fate revised(@Nullable Fate before, Memory memory, int change) {
    return switch (before) {
      case null -> new Fate.Revised(memory, change, memory.version() - 1);
      case Fate.Born _ -> new Fate.Born(memory, change);
      case Fate.Revised first -> new Fate.Revised(memory, change, first.expectedVersion());
      case Fate.Gone _ ->
          throw new IllegalArgumentException(
              "memory " + memory.memoryId() + " is revised after it was forgotten");
    };
  }

  private void add(SessionState session) {
    Storable.check(session);
    sessions.put(new SessionName(session.subject(), session.session()), session);
    note(session.position(), session.subject(), null);
  }

  private int count(MemoryKey key) {
    return changesOf.merge(key.subject(), 1, Integer::sum);
  }

  private void note(Position position, Subject subject, @Nullable UUID memoryId) {
    int ordinal = notesOf.merge(position, 1, Integer::sum) - 1;
    notes.add(new Note(position, ordinal, subject, memoryId));
  }

  private static MemoryKey key(Memory memory) {
    return new MemoryKey(memory.subject(), memory.memoryId());
  }

  /** The models of the vectors that are stored: one, unless a writer mixes them. */
  Set<String> models() {
    return models;
  }

  /** How many changes each subject has. */
  SortedMap<Subject, Integer> changesOf() {
    return changesOf;
  }

  /** Memories forgotten by this batch, those born in it too. */
  Set<MemoryKey> removed() {
    return removed;
  }

  /** Versions that have another after them now, of memories that live on. */
  List<Superseded> superseded() {
    return superseded.stream()
        .filter(version -> !(fates.get(key(version.memory())) instanceof Fate.Gone))
        .toList();
  }

  /** What to announce, the changes of an event in their order. */
  List<Note> notes() {
    return notes;
  }

  /** The last write of each session. */
  Collection<SessionState> sessions() {
    return sessions.values();
  }

  /** Whose facts or habits are born: those that may turn out to say what was said before. */
  SortedSet<Subject> newFactsOf() {
    SortedSet<Subject> subjects = new TreeSet<>(BY_NAME);
    fates.forEach((key, fate) -> {
      if (fate instanceof Fate.Born(Memory memory, int _)
          && memory.kind() != MemoryKind.EPISODIC
          && memory.content().turn() == null) {
        subjects.add(key.subject());
      }
    });
    return subjects;
  }

  /** What each revised memory must look like now. */
  Map<MemoryKey, Long> expectedVersions() {
    Map<MemoryKey, Long> expected = new HashMap<>();
    fates.forEach((key, fate) -> {
      if (fate instanceof Fate.Revised revised) {
        expected.put(key, revised.expectedVersion());
      }
    });
    return expected;
  }

  /** The rows of memories that are born, given the subjects' revisions after the batch. */
  List<RevisedRow> born(Map<Subject, Long> revisions) {
    List<RevisedRow> rows = new ArrayList<>(fates.size());
    fates.forEach((key, fate) -> {
      if (fate instanceof Fate.Born born) {
        rows.add(new RevisedRow(born.memory(), revision(key, fate, revisions), 0));
      }
    });
    return rows;
  }

  /** The rows of memories that have a new version. */
  List<RevisedRow> revised(Map<Subject, Long> revisions) {
    List<RevisedRow> rows = new ArrayList<>();
    fates.forEach((key, fate) -> {
      if (fate instanceof Fate.Revised revised) {
        rows.add(
            new RevisedRow(
                revised.memory(), revision(key, fate, revisions), revised.expectedVersion()));
      }
    });
    return rows;
  }

  /** The revision at which each forgotten memory went. */
  Map<MemoryKey, Long> gone(Map<Subject, Long> revisions) {
    Map<MemoryKey, Long> gone = new LinkedHashMap<>();
    fates.forEach((key, fate) -> {
      if (fate instanceof Fate.Gone) {
        gone.put(key, revision(key, fate, revisions));
      }
    });
    return gone;
  }

  private long revision(MemoryKey key, Fate fate, Map<Subject, Long> revisions) {
    Long last = revisions.get(key.subject());
    Integer changes = changesOf.get(key.subject());
    if (last == null || changes == null) {
      throw new IllegalStateException("a subject with changes has no revision");
    }
    return last - changes + fate.change();
  }
}
