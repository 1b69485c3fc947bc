package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.Thawed;
import io.mneme.storage.read.ErasureReceipt;
import io.mneme.storage.read.MemoryLife;
import io.mneme.storage.read.PastPack;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reader's store on PostgreSQL: every transaction says first whose rows it may see.
 *
 * <p>Objects are fetched after the transaction, so a slow object store holds no connection.
 */
public final class PostgresReadStore implements ReadStore {
  private final PostgresPool pool;
  private final ColdReader cold;

  /**
   * The store.
   *
   * @param pool logged in as {@code mneme_reader}
   * @param cold where the content of cold memories is read
   */
  public PostgresReadStore(PostgresPool pool, ColdReader cold) {
    this.pool = pool;
    this.cold = cold;
  }

  /** The statement a pack is read with, for those who measure it alone. */
  public static String packStatement() {
    return SelectPackSince.SQL;
  }

  @Override
  public long revision(Subject subject) {
    return as(subject, connection -> SelectRevision.on(connection, subject));
  }

  /**
   * How far the log of a primary is on disk, in bytes: what a {@link PostgresReplica} has to reach
   * to have all that was committed until now.
   */
  public long written() {
    return pool.read(SelectLogWritten::on);
  }

  @Override
  public Models models() {
    return pool.read(SelectModels::on);
  }

  @Override
  public Map<Integer, Long> progress() {
    return pool.read(SelectProgress::on);
  }

  @Override
  public Pack pack(Subject subject, long afterRevision) {
    Changes changes = changes(subject, afterRevision);
    return new Pack(
        changes.revision(),
        changes.rows().stream()
            .filter(row -> row.cold().isEmpty())
            .map(ColdReader.Row::memory)
            .toList(),
        changes.rows().stream().flatMap(row -> row.stub().stream()).toList(),
        changes.gone());
  }

  @Override
  public Pack everything(Subject subject, long afterRevision) {
    Changes changes = changes(subject, afterRevision);
    return new Pack(changes.revision(), cold.whole(changes.rows()), changes.gone());
  }

  private record Changes(long revision, List<ColdReader.Row> rows, List<UUID> gone) {}

  private Changes changes(Subject subject, long afterRevision) {
    return as(
        subject,
        connection -> {
          // The revision first: rows committed meanwhile are then told twice, never left out.
          long revision = SelectRevision.on(connection, subject);
          if (revision <= afterRevision) {
            return new Changes(revision, List.of(), List.of());
          }
          List<ColdReader.Row> rows = SelectPackSince.on(connection, subject, afterRevision);
          // whoever holds nothing has nothing to let go
          List<UUID> gone =
              afterRevision == 0
                  ? List.of()
                  : SelectForgottenSince.on(connection, subject, afterRevision);
          return new Changes(revision, rows, gone);
        });
  }

  @Override
  public Thawed thaw(Subject subject, Collection<UUID> memoryIds, Duration timeMax) {
    List<MemoryKey> keys = memoryIds.stream().map(id -> new MemoryKey(subject, id)).toList();
    return cold.thaw(as(subject, connection -> SelectMemories.on(connection, keys)), timeMax);
  }

  @Override
  public Optional<Memory> find(Subject subject, UUID memoryId) {
    List<ColdReader.Row> found =
        as(
            subject,
            connection -> SelectMemories.on(connection, List.of(new MemoryKey(subject, memoryId))));
    return cold.whole(found).stream().findFirst();
  }

  @Override
  public List<Memory> absorbed(Subject subject, UUID memoryId) {
    return as(subject, connection -> SelectAbsorbed.on(connection, subject, memoryId));
  }

  @Override
  public Optional<MemoryLife> life(Subject subject, UUID memoryId, int versionsMax) {
    record Rows(List<ColdReader.Row> now, List<MemoryLife.Version> before) {}
    Rows rows =
        as(
            subject,
            connection ->
                new Rows(
                    SelectMemories.on(connection, List.of(new MemoryKey(subject, memoryId))),
                    SelectMemoryVersions.on(connection, subject, memoryId, versionsMax + 1)));
    List<MemoryLife.Version> before = rows.before();
    boolean whole = before.size() <= versionsMax;
    List<MemoryLife.Version> latest = whole ? before : before.subList(0, versionsMax);
    return cold.whole(rows.now()).stream()
        .findFirst()
        .map(now -> new MemoryLife(now, List.copyOf(latest.reversed()), whole));
  }

  @Override
  public PastPack past(Subject subject, Instant at, int memoriesMax) {
    return as(
        subject,
        connection -> {
          // The revision first, as for a pack: what is committed meanwhile is then no less told.
          long revision = SelectRevision.on(connection, subject);
          List<Memory> then = SelectMemoriesAsOf.on(connection, subject, at, memoriesMax + 1);
          boolean whole = then.size() <= memoriesMax;
          return new PastPack(revision, whole ? then : then.subList(0, memoriesMax), whole);
        });
  }

  @Override
  public List<Memory> list(
      Subject subject, ListFilter filter, @Nullable ListCursor after, int limit) {
    List<Memory> page = new ArrayList<>(limit);
    ListCursor from = after;
    while (page.size() < limit) {
      ListCursor start = from;
      int missing = limit - page.size();
      List<ColdReader.Row> rows =
          as(subject, c -> SelectMemoryPage.on(c, subject, filter, start, missing));
      page.addAll(cold.whole(rows));
      if (rows.size() < missing) {
        break;
      }
      // unreadable ones were left out: a page that is short for them would look like the last
      Memory last = rows.getLast().memory();
      from = new ListCursor(last.times().createdAt(), last.memoryId());
    }
    return page;
  }

  @Override
  public List<Memory> turns(Subject subject, String conversation, int limit) {
    return cold.whole(
            as(subject, connection -> SelectTurns.on(connection, subject, conversation, limit)))
        .reversed();
  }

  @Override
  public Optional<SessionView> session(Subject subject, String session, Instant now) {
    return as(
        subject,
        connection -> SelectSession.on(connection, subject, session, now.minus(SESSION_LIFETIME)));
  }

  @Override
  public Optional<SessionVerdict> verdict(Subject subject, UUID eventId) {
    return as(subject, connection -> SelectVerdict.on(connection, subject, eventId));
  }

  @Override
  public Optional<ErasureReceipt> erasure(Subject subject, UUID eventId) {
    return as(subject, connection -> SelectErasure.on(connection, subject, eventId));
  }

  private <T> T as(Subject subject, PostgresPool.Work<T> work) {
    return pool.read(connection -> {
      SetSubject.on(connection, subject);
      return work.on(connection);
    });
  }
}
