package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdLine;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.Gathering;
import io.mneme.storage.cold.Gathering.Small;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.postgres.PostgresPool.Ending;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.tier.Upkeep;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps PostgreSQL and object storage in order. An object that holds a memory which was forgotten
 * is written again without it, so what is erased does not lie in the archive; the old object is
 * removed when nothing names it. Small objects are gathered into larger ones in the same way.
 */
public final class PostgresUpkeep implements Upkeep {
  /** Warm months ahead of the present one. */
  static final int MONTHS_AHEAD = 3;

  /** Warm months before the present one that are kept though they are empty. */
  static final int MONTHS_KEPT = 2;

  /**
   * How long an expired session is still there for the writer. Whether a conditional write finds a
   * state is decided by the times of two events, so that a replay decides the same; it must not
   * depend on whether this class came first. An event may wait this long for a writer.
   */
  static final Duration SESSION_DECIDABLE = Duration.ofDays(7);

  /** Objects looked at in one run. */
  private static final int OBJECTS_MAX = 100;

  /** Small objects looked at in one run; those of a tenant and month become one. */
  private static final int SMALL_OBJECTS_MAX = 1_000;

  private final PostgresPool pool;
  private final ObjectStore objects;
  private final ColdReader cold;
  private final ColdShelf shelf;
  private final Waits waits;

  /**
   * The upkeep.
   *
   * @param pool logged in as {@code mneme_mover}
   * @param objects where cold memories lie
   * @param waits how often it runs, and how long an object is left alone
   */
  public PostgresUpkeep(PostgresPool pool, ObjectStore objects, Waits waits) {
    this.pool = pool;
    this.objects = objects;
    this.cold = new ColdReader(objects);
    this.shelf = new ColdShelf(pool, objects);
    this.waits = waits;
  }

  @Override
  public Done run(Instant now) {
    YearMonth present = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    int months = makeMonths(present);
    int archived = archiveMonths(present);
    int sessions = expireSessions(now.minus(ReadStore.SESSION_LIFETIME));
    trace();
    Map<String, Long> leaky = pool.read(c -> SelectLeakyObjects.on(c, grace(), OBJECTS_MAX));
    int rewritten = 0;
    int removed = 0;
    for (Map.Entry<String, Long> object : leaky.entrySet()) {
      if (object.getValue() == 0) {
        removed += remove(object.getKey());
      } else {
        rewritten += rewrite(List.of(object.getKey()));
      }
    }
    int gathered = gather();
    int erasures = pool.write(c -> new Ending.Keep<>(FinishErasures.on(c)));
    return new Done(months, archived, sessions, rewritten, gathered, removed, erasures);
  }

  private int expireSessions(Instant expired) {
    pool.write(c -> new Ending.Keep<>(DeleteExpiredVerdicts.on(c, expired)));
    return pool.write(
        c -> new Ending.Keep<>(DeleteExpiredSessions.on(c, expired.minus(SESSION_DECIDABLE))));
  }

  private long grace() {
    return waits.grace().toSeconds();
  }

  /** Which objects the receipts wait for: before any of them is removed. */
  private void trace() {
    pool.write(connection -> {
      ExpectErasures.on(connection, waits.archiveClear().toSeconds());
      return new Ending.Keep<>(TraceErasures.on(connection, grace()));
    });
  }

  private int makeMonths(YearMonth present) {
    int made = 0;
    for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      YearMonth month = present.plusMonths(ahead);
      if (pool.write(c -> new Ending.Keep<>(EnsureWarmMonth.on(c, month)))) {
        made++;
      }
    }
    return made;
  }

  private int archiveMonths(YearMonth present) {
    YearMonth before = present.minusMonths(MONTHS_KEPT);
    return pool.write(c -> new Ending.Keep<>(ArchiveWarmMonths.on(c, before)));
  }

  /** The object goes before its row is gone: a death in between leaves it named and removable. */
  private int remove(String key) {
    return pool.write(connection -> {
      int unnamed = DeleteUnnamedObject.on(connection, key, grace());
      if (unnamed == 1) {
        objects.delete(key);
      }
      return new Ending.Keep<>(unnamed);
    });
  }

  private int gather() {
    List<Small> small = pool.read(c -> SelectSmallObjects.on(c, grace(), SMALL_OBJECTS_MAX));
    return Gathering.of(small).stream().mapToInt(this::rewrite).sum();
  }

  /**
   * Copies what stays of these objects of one tenant and month.
   *
   * @return how many nothing names any more
   */
  private int rewrite(List<String> keys) {
    List<Memory> living = new ArrayList<>();
    for (String key : keys) {
      List<ColdReader.Row> stubs = pool.read(connection -> SelectStubs.on(connection, key));
      for (ColdReader.Answer answer : cold.read(stubs)) {
        if (answer instanceof ColdReader.Answer.Unreadable) {
          return 0; // counted and logged; nothing can be copied out of it
        }
        living.add(answer.state());
      }
    }
    Map<MemoryKey, ColdLine> lines = shelf.store(living);
    Set<String> copies = new HashSet<>();
    lines.values().forEach(line -> copies.add(line.objectKey()));
    return pool.write(connection -> {
      if (MarkObjectsVerified.on(connection, copies) != copies.size()) {
        return new Ending.Undo<>(0);
      }
      LockSubjects.on(connection, subjects(living));
      for (String key : keys) {
        PointStubsElsewhere.on(connection, key, lines);
      }
      return new Ending.Keep<>(keys.size());
    });
  }

  private static Set<Subject> subjects(List<Memory> memories) {
    Set<Subject> subjects = new HashSet<>();
    memories.forEach(memory -> subjects.add(memory.subject()));
    return subjects;
  }
}
