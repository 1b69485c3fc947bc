package io.mneme.storage.postgres;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.postgres.PostgresPool.Ending;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.Advance;
import io.mneme.storage.write.Batch.LedgerEntry;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriterState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The writer's store on PostgreSQL: one transaction a batch, one round trip a statement. */
public final class PostgresWriteStore implements WriteStore {
  private static final Mark BEFORE_ALL = new Mark(-1, -1);

  private final PostgresPool pool;
  private final ColdReader cold;
  private final Notes notes;

  /**
   * The store.
   *
   * @param pool logged in as {@code mneme_writer}
   * @param cold where the content of cold memories is read
   */
  public PostgresWriteStore(PostgresPool pool, ColdReader cold) {
    this(pool, cold, InsertOutbox::on);
  }

  private PostgresWriteStore(PostgresPool pool, ColdReader cold, Notes notes) {
    this.pool = pool;
    this.cold = cold;
    this.notes = notes;
  }

  /** One that notes nothing to announce: what is stored in it was announced before. */
  public static PostgresWriteStore silent(PostgresPool pool, ColdReader cold) {
    return new PostgresWriteStore(pool, cold, (connection, nothing) -> {});
  }

  /** Keeps what is to be announced. */
  private interface Notes {
    void keep(Connection connection, List<BatchPlan.Note> notes) throws SQLException;
  }

  @Override
  public Map<Integer, Long> progress() {
    return pool.read(SelectProgress::on);
  }

  @Override
  public Optional<String> model() {
    return pool.read(SelectModel::on);
  }

  @Override
  public WriterState load(StateQuery query) {
    record Loaded(WriterState state, List<ColdReader.Row> rows) {}
    Loaded loaded =
        pool.read(connection -> {
          Map<Subject, List<UUID>> erasable = new HashMap<>();
          for (Subject subject : query.erasures()) {
            erasable.put(subject, SelectMemoryIds.on(connection, subject));
          }
          return new Loaded(
              new WriterState(
                  SelectLedgerEntries.on(connection, query.eventIds()).keySet(),
                  SelectConversations.on(connection, query.conversations()),
                  Map.of(),
                  erasable,
                  SelectErasedAt.on(connection, query.imported()),
                  SelectSessionMarks.on(connection, query.sessions()),
                  SelectAbsorbers.on(connection, query.speakers())),
              SelectMemories.on(connection, query.memories()));
        });
    return new WriterState(
        loaded.state().applied(),
        loaded.state().turns(),
        byKey(loaded.rows()),
        loaded.state().erasable(),
        loaded.state().erasedAt(),
        loaded.state().sessions(),
        loaded.state().absorbers());
  }

  /**
   * A cold memory whose object is lost is known by its stub, without text: it can still be
   * forgotten, and a correction gives it new words.
   */
  private Map<MemoryKey, Memory> byKey(List<ColdReader.Row> rows) {
    Map<MemoryKey, Memory> memories = new HashMap<>();
    for (ColdReader.Answer answer : cold.read(rows)) {
      memories.put(key(answer.state()), answer.state());
    }
    return memories;
  }

  @Override
  public CommitResult commit(Batch batch) {
    BatchPlan plan = BatchPlan.of(batch);
    return pool.write(connection -> {
      Optional<CommitResult> refusal = fence(connection, batch.progress());
      if (refusal.isEmpty()) {
        refusal = otherModel(connection, plan.models());
      }
      if (refusal.isEmpty()) {
        refusal = claim(connection, batch.ledger());
      }
      if (refusal.isPresent()) {
        return new Ending.Undo<>(refusal.get());
      }
      Map<Subject, Long> revisions = BumpRevisions.on(connection, plan.changesOf());
      Set<MemoryKey> moved = overtaken(connection, plan.expectedVersions());
      if (!moved.isEmpty()) {
        return new Ending.Undo<>(new CommitResult.Overtaken(Set.of(), moved));
      }
      store(connection, batch, plan, revisions);
      return new Ending.Keep<>(new CommitResult.Committed(revisions));
    });
  }

  private static Optional<CommitResult> fence(Connection connection, List<Advance> advances)
      throws SQLException {
    List<Advance> births = advances.stream().filter(a -> a.expected() == 0).toList();
    if (!births.isEmpty()) {
      InsertFirstProgress.on(connection, births);
    }
    if (AdvanceProgress.on(connection, advances) == advances.size()) {
      return Optional.empty();
    }
    connection.rollback();
    Map<Integer, Long> found = SelectProgress.on(connection);
    for (Advance advance : advances) {
      long stands = found.getOrDefault(advance.partition(), 0L);
      if (stands != advance.expected()) {
        return Optional.of(
            new CommitResult.Fenced(advance.partition(), advance.expected(), stands));
      }
    }
    throw new IllegalStateException("a partition is advanced twice in one batch");
  }

  /** Behind the fence: the store is changed for another only while nobody holds it. */
  private static Optional<CommitResult> otherModel(Connection connection, Set<String> models)
      throws SQLException {
    for (String model : models) {
      Optional<String> kept = SelectModel.on(connection);
      if (kept.isEmpty()) {
        ClaimModel.on(connection, model);
        kept = SelectModel.on(connection);
      }
      if (!kept.equals(Optional.of(model))) {
        return kept.map(CommitResult.OtherModel::new);
      }
    }
    return Optional.empty();
  }

  private static Optional<CommitResult> claim(Connection connection, List<LedgerEntry> ledger)
      throws SQLException {
    if (ledger.isEmpty() || InsertLedgerEntries.on(connection, ledger) == ledger.size()) {
      return Optional.empty();
    }
    Map<UUID, Position> standing =
        SelectLedgerEntries.on(connection, ledger.stream().map(LedgerEntry::eventId).toList());
    Set<UUID> applied = new HashSet<>();
    for (LedgerEntry entry : ledger) {
      if (!entry.position().equals(standing.get(entry.eventId()))) {
        applied.add(entry.eventId());
      }
    }
    return Optional.of(new CommitResult.Overtaken(applied, Set.of()));
  }

  private static Set<MemoryKey> overtaken(Connection connection, Map<MemoryKey, Long> expected)
      throws SQLException {
    Map<MemoryKey, Long> versions = SelectVersions.on(connection, expected.keySet());
    Set<MemoryKey> moved = new LinkedHashSet<>();
    expected.forEach((key, version) -> {
      if (!version.equals(versions.get(key))) {
        moved.add(key);
      }
    });
    return moved;
  }

  private void store(
      Connection connection, Batch batch, BatchPlan plan, Map<Subject, Long> revisions)
      throws SQLException {
    List<Subject> erased = batch.erasures().stream().map(Batch.Erasure::subject).toList();
    Map<MemoryKey, DeleteMemories.Place> places = DeleteMemories.on(connection, plan.removed());
    DeleteMemoryVersions.on(connection, plan.removed());
    InsertMemories.on(connection, plan.born(revisions));
    InsertMemoryVersions.on(connection, plan.superseded());
    List<RevisedRow> revised = plan.revised(revisions);
    int updated = ReviseMemories.on(connection, revised);
    if (updated != revised.size()) {
      throw new IllegalStateException("revised %d of %d".formatted(updated, revised.size()));
    }
    UpsertForgotten.on(connection, plan.gone(revisions));
    UpsertErasedAt.on(connection, batch.erasures());
    DeleteConversations.on(connection, erased);
    Map<Subject, Integer> sessions = DeleteSessions.on(connection, erased);
    DeleteVerdicts.on(connection, erased);
    UpsertConversations.on(connection, batch.turns());
    UpsertSessions.on(connection, plan.sessions());
    InsertVerdicts.on(connection, batch.verdicts());
    NoteUnconsolidated.on(connection, plan.newFactsOf());
    notes.keep(connection, plan.notes());
    InsertErasure.on(connection, ErasureRow.of(batch, places, sessions));
  }

  @Override
  public List<Announcement> outbox(int partition, @Nullable Mark after, int limit) {
    Mark from = after == null ? BEFORE_ALL : after;
    while (true) {
      OutboxPage page = outboxPage(partition, from, limit);
      List<Announcement> announcements = announcements(page);
      if (!announcements.isEmpty() || page.notes().isEmpty()) {
        return announcements;
      }
      // every memory of the page is unreadable: it was announced whole when it went cold
      from = mark(page.notes().getLast());
    }
  }

  private record OutboxPage(List<BatchPlan.Note> notes, List<ColdReader.Row> rows) {}

  private OutboxPage outboxPage(int partition, Mark after, int limit) {
    return pool.read(connection -> {
      List<BatchPlan.Note> notes = SelectOutbox.on(connection, partition, after, limit);
      Set<MemoryKey> keys = new LinkedHashSet<>();
      for (BatchPlan.Note note : notes) {
        if (note.memoryId() != null) {
          keys.add(new MemoryKey(note.subject(), note.memoryId()));
        }
      }
      return new OutboxPage(notes, SelectMemories.on(connection, keys));
    });
  }

  private List<Announcement> announcements(OutboxPage page) {
    Map<MemoryKey, ColdReader.Answer> answers = new HashMap<>();
    for (ColdReader.Answer answer : cold.read(page.rows())) {
      answers.put(key(answer.state()), answer);
    }
    List<Announcement> announcements = new ArrayList<>(page.notes().size());
    for (BatchPlan.Note note : page.notes()) {
      if (note.memoryId() == null) {
        announcements.add(new Announcement.Touched(mark(note), note.subject()));
        continue;
      }
      switch (answers.get(new MemoryKey(note.subject(), note.memoryId()))) {
        case null ->
            announcements.add(new Announcement.Gone(mark(note), note.subject(), note.memoryId()));
        case ColdReader.Answer.Whole whole ->
            announcements.add(new Announcement.Changed(mark(note), whole.state()));
        case ColdReader.Answer.Unreadable _ -> {} // must not overwrite the whole one announced
      }
    }
    return announcements;
  }

  private static Mark mark(BatchPlan.Note note) {
    return new Mark(note.position().offset(), note.ordinal());
  }

  private static MemoryKey key(Memory memory) {
    return new MemoryKey(memory.subject(), memory.memoryId());
  }

  @Override
  public void settle(Map<Integer, Long> offsets, Map<Subject, Long> dropped) {
    pool.write(connection -> {
      int settled = DeleteOutbox.on(connection, offsets);
      MarkErasuresTold.on(connection, offsets, dropped);
      return new Ending.Keep<>(settled);
    });
  }
}
