package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.cold.ColdLine;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.postgres.PostgresPool.Ending;
import io.mneme.storage.postgres.ReplaceByStubs.Archived;
import io.mneme.storage.tier.TierStore;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Carries memories between tiers in PostgreSQL and object storage: look, copy and verify without a
 * lock, then switch in one short transaction what is still as it was seen.
 */
public final class PostgresTierStore implements TierStore {
  /** How often a move is looked at again because the writer came between. */
  private static final int LOOKS_MAX = 5;

  private final PostgresPool pool;
  private final ColdReader cold;
  private final ColdShelf shelf;
  private final TierHoldings holdings;

  /**
   * The store.
   *
   * @param pool logged in as {@code mneme_mover}
   * @param objects where cold memories lie
   */
  public PostgresTierStore(PostgresPool pool, ObjectStore objects) {
    this.pool = pool;
    this.cold = new ColdReader(objects);
    this.shelf = new ColdShelf(pool, objects);
    this.holdings = new TierHoldings(pool);
  }

  @Override
  public List<MoveOutcome> move(List<TierMove> moves) {
    Map<MemoryKey, TierMove> open = byKey(moves);
    Map<MemoryKey, MoveOutcome> outcomes = new HashMap<>();
    for (int looks = 0; looks < LOOKS_MAX && !open.isEmpty(); looks++) {
      long generation = pool.read(SelectGeneration::on);
      Map<MemoryKey, Intention> intentions = look(open, outcomes);
      outcomes.putAll(carryOut(generation, intentions));
      open.keySet().removeAll(outcomes.keySet());
    }
    if (!open.isEmpty()) {
      throw new StoreUnavailable(
          "memories change faster than they can be moved",
          new IllegalStateException(open.size() + " of " + moves.size() + " moves"));
    }
    return moves.stream().map(move -> outcome(move, outcomes)).toList();
  }

  /** What is to become of a memory, given the version that was seen. */
  private record Intention(TierMove move, Memory moved, long seenVersion) {
    boolean toCold() {
      return moved.tier() == Tier.COLD;
    }

    boolean fromCold() {
      return move.from() == Tier.COLD;
    }
  }

  /** Reads the present rows; settles the moves that have nothing to do. */
  private Map<MemoryKey, Intention> look(
      Map<MemoryKey, TierMove> open, Map<MemoryKey, MoveOutcome> outcomes) {
    List<ColdReader.Row> rows = pool.read(c -> SelectMemories.on(c, open.keySet()));
    Map<MemoryKey, ColdReader.Answer> found = new HashMap<>();
    for (ColdReader.Answer answer : cold.read(rows)) {
      found.put(key(answer.state()), answer);
    }
    Map<MemoryKey, Intention> intentions = new LinkedHashMap<>();
    open.forEach((key, move) -> {
      switch (found.get(key)) {
        case null -> outcomes.put(key, new MoveOutcome.Gone(move));
        case ColdReader.Answer.Unreadable lost ->
            outcomes.put(key, new MoveOutcome.Unreadable(move, lost.why()));
        case ColdReader.Answer.Whole whole -> {
          Memory memory = whole.state();
          if (memory.tier() == move.from() && move.from() != move.to()) {
            intentions.put(key, new Intention(move, moved(memory, move), memory.version()));
          } else {
            outcomes.put(key, new MoveOutcome.Elsewhere(move, memory));
          }
        }
      }
    });
    return intentions;
  }

  private Map<MemoryKey, MoveOutcome> carryOut(
      long generation, Map<MemoryKey, Intention> intentions) {
    if (intentions.isEmpty()) {
      return Map.of();
    }
    Map<MemoryKey, ColdLine> lines =
        shelf.store(
            intentions.values().stream().filter(Intention::toCold).map(Intention::moved).toList());
    return pool.write(connection -> {
      Ending<Map<MemoryKey, MoveOutcome>> ending = switchTiers(connection, intentions, lines);
      // behind the locks: what was seen in another building of the store may have another vector
      return SelectGeneration.on(connection) == generation ? ending : new Ending.Undo<>(Map.of());
    });
  }

  /** Switches those still as they were seen; the others are left for another look. */
  private static Ending<Map<MemoryKey, MoveOutcome>> switchTiers(
      Connection connection, Map<MemoryKey, Intention> intentions, Map<MemoryKey, ColdLine> lines)
      throws SQLException {
    Set<String> keys = new HashSet<>();
    lines.values().forEach(line -> keys.add(line.objectKey()));
    if (MarkObjectsVerified.on(connection, keys) != keys.size()) {
      return new Ending.Undo<>(Map.of());
    }
    LockSubjects.on(connection, intentions.keySet().stream().map(MemoryKey::subject).toList());
    Map<MemoryKey, Long> versions = SelectVersions.on(connection, intentions.keySet());
    Map<MemoryKey, Intention> standing = new LinkedHashMap<>(intentions);
    standing.entrySet().removeIf(e -> !seen(e.getValue(), versions.get(e.getKey())));
    List<RevisedRow> plain = new ArrayList<>();
    List<RevisedRow> restored = new ArrayList<>();
    List<Archived> archived = new ArrayList<>();
    Map<MemoryKey, MoveOutcome> outcomes = new HashMap<>();
    for (RevisedRow row : withRevisions(connection, standing.values())) {
      MemoryKey key = key(row.memory());
      Intention intention = standing.get(key);
      if (intention == null) {
        throw new IllegalStateException("a row nobody intended");
      }
      if (intention.toCold()) {
        archived.add(new Archived(row, line(lines, key)));
      } else if (intention.fromCold()) {
        restored.add(row);
      } else {
        plain.add(row);
      }
      outcomes.put(key, new MoveOutcome.Moved(intention.move(), intention.moved()));
    }
    int switched =
        MoveMemories.on(connection, plain)
            + ReplaceByStubs.on(connection, archived)
            + ReviseMemories.on(connection, restored);
    NoteStubs.on(connection, subjects(archived));
    if (switched != standing.size()) {
      throw new IllegalStateException("switched %d of %d".formatted(switched, standing.size()));
    }
    return new Ending.Keep<>(outcomes);
  }

  private static Set<Subject> subjects(List<Archived> stubs) {
    Set<Subject> subjects = new HashSet<>();
    stubs.forEach(stub -> subjects.add(stub.row().memory().subject()));
    return subjects;
  }

  private static boolean seen(Intention intention, @org.jspecify.annotations.Nullable Long now) {
    return now != null && now == intention.seenVersion();
  }

  private static List<RevisedRow> withRevisions(
      Connection connection, Collection<Intention> intentions) throws SQLException {
    SortedMap<Subject, Integer> changes =
        new TreeMap<>(Comparator.comparing(Subject::tenant).thenComparing(Subject::user));
    for (Intention intention : intentions) {
      changes.merge(intention.moved().subject(), 1, Integer::sum);
    }
    Map<Subject, Long> next = new HashMap<>();
    BumpRevisions.on(connection, changes)
        .forEach((subject, last) -> next.put(subject, last - changes.getOrDefault(subject, 0)));
    List<RevisedRow> rows = new ArrayList<>();
    for (Intention intention : intentions) {
      Memory moved = intention.moved();
      long revision = next.merge(moved.subject(), 1L, Long::sum);
      rows.add(new RevisedRow(moved, revision, intention.seenVersion()));
    }
    return rows;
  }

  @Override
  public Map<UUID, Long> versions(Collection<TierMove> moves) {
    Map<UUID, Long> versions = new HashMap<>();
    Set<MemoryKey> keys = byKey(moves).keySet();
    pool.read(c -> SelectVersions.on(c, keys))
        .forEach((key, version) -> versions.put(key.memoryId(), version));
    return versions;
  }

  @Override
  public Map<Tier, Holding> holdings() {
    return holdings.now();
  }

  private static Memory moved(Memory memory, TierMove move) {
    return memory.movedTo(move.to(), move.decidedAt().truncatedTo(ChronoUnit.MICROS));
  }

  private static Map<MemoryKey, TierMove> byKey(Collection<TierMove> moves) {
    Map<MemoryKey, TierMove> byKey = new LinkedHashMap<>();
    for (TierMove move : moves) {
      byKey.put(new MemoryKey(move.subject(), move.memoryId()), move);
    }
    if (byKey.size() != moves.size()) {
      throw new IllegalArgumentException("a memory is named twice in a batch of moves");
    }
    return byKey;
  }

  private static MoveOutcome outcome(TierMove move, Map<MemoryKey, MoveOutcome> outcomes) {
    MoveOutcome outcome = outcomes.get(new MemoryKey(move.subject(), move.memoryId()));
    if (outcome == null) {
      throw new IllegalStateException("a move has no outcome");
    }
    return outcome;
  }

  private static ColdLine line(Map<MemoryKey, ColdLine> lines, MemoryKey key) {
    ColdLine line = lines.get(key);
    if (line == null) {
      throw new IllegalStateException("an archived memory has no line");
    }
    return line;
  }

  private static MemoryKey key(Memory memory) {
    return new MemoryKey(memory.subject(), memory.memoryId());
  }
}
