package io.mneme.testkit.store;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.cold.ColdLine;
import io.mneme.storage.cold.ColdObject;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.Thawed;
import io.mneme.storage.read.ErasureReceipt;
import io.mneme.storage.read.MemoryLife;
import io.mneme.storage.read.PastPack;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.tier.TierStore;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.Conversation;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.StateQuery.SessionKey;
import io.mneme.storage.write.Storable;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriterState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All three stores over one state in memory. Passes the suites the real ones pass; every call is
 * one moment, so it is safe for many threads. Cold memories are real objects in the given store.
 */
public final class InMemoryStores implements WriteStore, ReadStore, TierStore {
  private final InMemoryObjectStore objects;
  private final ColdReader cold;
  private final InMemoryState state = new InMemoryState();

  public InMemoryStores() {
    this(new InMemoryObjectStore());
  }

  public InMemoryStores(InMemoryObjectStore objects) {
    this.objects = objects;
    this.cold = new ColdReader(objects);
  }

  /** The views the suites take. */
  public Stores views() {
    return new Stores(this, this, this, objects);
  }

  @Override
  public synchronized Map<Integer, Long> progress() {
    return Map.copyOf(state.progress);
  }

  @Override
  public synchronized Optional<String> model() {
    return Optional.ofNullable(state.model);
  }

  @Override
  public synchronized Models models() {
    return new Models(model(), Optional.empty());
  }

  @Override
  public synchronized WriterState load(StateQuery query) {
    Set<UUID> applied = new HashSet<>(query.eventIds());
    applied.retainAll(state.ledger.keySet());
    Map<Conversation, Integer> turns = new HashMap<>(state.turns);
    turns.keySet().retainAll(query.conversations());
    Map<MemoryKey, Memory> memories = new HashMap<>();
    for (ColdReader.Answer answer : cold.read(state.rows(query.memories()))) {
      memories.put(key(answer.state()), answer.state());
    }
    Map<Subject, List<UUID>> erasable = new HashMap<>();
    for (Subject subject : query.erasures()) {
      erasable.put(
          subject,
          state.changedAfter(subject, 0).stream().map(r -> r.memory().memoryId()).toList());
    }
    Map<Subject, Instant> erasedAt = new HashMap<>(state.erasedAt);
    erasedAt.keySet().retainAll(query.imported());
    return new WriterState(
        applied,
        turns,
        memories,
        erasable,
        erasedAt,
        state.marks(query.sessions()),
        state.absorbers(query.speakers()));
  }

  @Override
  public synchronized CommitResult commit(Batch batch) {
    for (Change change : batch.changes()) {
      switch (change) {
        case Change.Remember born -> Storable.check(born.position(), born.memory());
        case Change.Revise revised -> Storable.check(revised.position(), revised.memory());
        case Change.Forget _ -> {}
      }
    }
    batch.sessions().forEach(Storable::check);
    batch.verdicts().forEach(Storable::check);
    Optional<CommitResult> refusal = state.refusal(batch);
    return refusal.isPresent() ? refusal.get() : state.apply(batch);
  }

  @Override
  public synchronized List<Announcement> outbox(int partition, @Nullable Mark after, int limit) {
    List<Announcement> page = new ArrayList<>();
    for (InMemoryState.Note note : state.notes(partition, after)) {
      if (page.size() == limit) {
        break;
      }
      announcement(note).ifPresent(page::add);
    }
    return page;
  }

  private Optional<Announcement> announcement(InMemoryState.Note note) {
    if (note.memoryId() == null) {
      return Optional.of(new Announcement.Touched(note.mark(), note.subject()));
    }
    MemoryKey key = new MemoryKey(note.subject(), note.memoryId());
    List<ColdReader.Row> rows = state.rows(List.of(key));
    if (rows.isEmpty()) {
      return Optional.of(new Announcement.Gone(note.mark(), note.subject(), note.memoryId()));
    }
    return cold.whole(rows).stream()
        .findFirst()
        .map(memory -> new Announcement.Changed(note.mark(), memory));
  }

  @Override
  public synchronized void settle(Map<Integer, Long> offsets, Map<Subject, Long> dropped) {
    state.settle(offsets, dropped);
  }

  @Override
  public synchronized Optional<ErasureReceipt> erasure(Subject subject, UUID eventId) {
    return state.receipts.of(subject, eventId);
  }

  @Override
  public synchronized long revision(Subject subject) {
    return state.revisions.getOrDefault(subject, 0L);
  }

  @Override
  public synchronized Pack pack(Subject subject, long afterRevision) {
    List<ColdReader.Row> rows = state.changedAfter(subject, afterRevision);
    return new Pack(
        revision(subject),
        rows.stream().filter(row -> row.cold().isEmpty()).map(ColdReader.Row::memory).toList(),
        rows.stream().flatMap(row -> row.stub().stream()).toList(),
        state.goneAfter(subject, afterRevision));
  }

  @Override
  public synchronized Thawed thaw(Subject subject, Collection<UUID> memoryIds, Duration timeMax) {
    return cold.thaw(
        state.rows(memoryIds.stream().map(id -> new MemoryKey(subject, id)).toList()), timeMax);
  }

  @Override
  public synchronized Pack everything(Subject subject, long afterRevision) {
    return new Pack(
        revision(subject),
        cold.whole(state.changedAfter(subject, afterRevision)),
        state.goneAfter(subject, afterRevision));
  }

  @Override
  public synchronized Optional<Memory> find(Subject subject, UUID memoryId) {
    return cold.whole(state.rows(List.of(new MemoryKey(subject, memoryId)))).stream().findFirst();
  }

  @Override
  public synchronized List<Memory> absorbed(Subject subject, UUID memoryId) {
    Set<MemoryKey> speaker = Set.of(new MemoryKey(subject, memoryId));
    return state.rows(state.absorbers(speaker).keySet()).stream()
        .map(ColdReader.Row::memory)
        .sorted(
            Comparator.<Memory, Instant>comparing(memory -> memory.times().occurredAt())
                .thenComparing(memory -> memory.times().createdAt()))
        .toList();
  }

  @Override
  public synchronized Optional<MemoryLife> life(Subject subject, UUID memoryId, int versionsMax) {
    List<MemoryLife.Version> before =
        state.superseded(new MemoryKey(subject, memoryId)).stream()
            .map(was ->
                new MemoryLife.Version(
                    was.memory().content().text(), was.knownUntil(), was.changedBy()))
            .toList();
    int left = Math.max(0, before.size() - versionsMax);
    return find(subject, memoryId)
        .map(now -> new MemoryLife(now, before.subList(left, before.size()), left == 0));
  }

  @Override
  public synchronized PastPack past(Subject subject, Instant at, int memoriesMax) {
    List<Memory> then = new ArrayList<>();
    for (ColdReader.Row row : state.changedAfter(subject, 0)) {
      if (!row.memory().times().createdAt().isAfter(at)) {
        state.superseded(key(row.memory())).stream()
            .filter(was -> was.knownUntil().isAfter(at))
            .findFirst()
            .ifPresent(was -> then.add(asOf(row.memory(), was.memory())));
      }
    }
    boolean whole = then.size() <= memoriesMax;
    return new PastPack(revision(subject), whole ? then : then.subList(0, memoriesMax), whole);
  }

  private static Memory asOf(Memory now, Memory then) {
    return new Memory(
        now.memoryId(),
        now.tenant(),
        now.user(),
        then.kind(),
        now.status(),
        now.tier(),
        now.version(),
        then.content(),
        new Memory.Times(
            then.times().occurredAt(), now.times().createdAt(), now.times().updatedAt()),
        now.source(),
        then.embedding());
  }

  @Override
  public synchronized List<Memory> list(
      Subject subject, ListFilter filter, @Nullable ListCursor after, int limit) {
    List<ColdReader.Row> shown =
        state.changedAfter(subject, 0).stream()
            .filter(row -> shows(filter, row.memory()) && isAfter(after, row.memory()))
            .sorted(Comparator.comparing(ColdReader.Row::memory, NEWEST_FIRST))
            .toList();
    return cold.whole(shown).stream().limit(limit).toList();
  }

  /** PostgreSQL orders UUIDs by their bytes, Java by signed halves. */
  private static final Comparator<Memory> NEWEST_FIRST =
      Comparator.comparing((Memory m) -> m.times().createdAt())
          .thenComparing(m -> m.memoryId().toString())
          .reversed();

  private static boolean isAfter(@Nullable ListCursor cursor, Memory memory) {
    if (cursor == null) {
      return true;
    }
    int created = memory.times().createdAt().compareTo(cursor.createdAt());
    return created < 0
        || (created == 0
            && memory.memoryId().toString().compareTo(cursor.memoryId().toString()) < 0);
  }

  private static boolean shows(ListFilter filter, Memory memory) {
    Instant created = memory.times().createdAt();
    return (filter.tier() == null || filter.tier() == memory.tier())
        && (filter.conversation() == null
            || filter.conversation().equals(memory.content().conversation()))
        && (filter.from() == null || !created.isBefore(filter.from()))
        && (filter.to() == null || created.isBefore(filter.to()));
  }

  @Override
  public synchronized List<Memory> turns(Subject subject, String conversation, int limit) {
    List<ColdReader.Row> turns =
        state.changedAfter(subject, 0).stream()
            .filter(row -> conversation.equals(row.memory().content().conversation()))
            .filter(row -> row.memory().content().turn() != null)
            .sorted(Comparator.comparingInt(InMemoryStores::turn))
            .toList();
    return cold.whole(turns.subList(Math.max(0, turns.size() - limit), turns.size()));
  }

  private static int turn(ColdReader.Row row) {
    Integer turn = row.memory().content().turn();
    return turn == null ? -1 : turn;
  }

  @Override
  public synchronized Optional<SessionView> session(Subject subject, String session, Instant now) {
    return Optional.ofNullable(state.sessions.get(new SessionKey(subject, session)))
        .filter(view -> view.touchedAt().isAfter(now.minus(SESSION_LIFETIME)));
  }

  @Override
  public synchronized Optional<SessionVerdict> verdict(Subject subject, UUID eventId) {
    return Optional.ofNullable(state.verdicts.get(eventId))
        .filter(verdict -> verdict.subject().equals(subject))
        .map(verdict ->
            new SessionVerdict(eventId, verdict.session(), Optional.ofNullable(verdict.current())));
  }

  @Override
  public synchronized List<MoveOutcome> move(List<TierMove> moves) {
    if (moves.stream().map(InMemoryStores::key).distinct().count() != moves.size()) {
      throw new IllegalArgumentException("a memory is named twice in a batch of moves");
    }
    List<Planned> planned = moves.stream().map(this::plan).toList();
    planned.forEach(this::carryOut);
    return planned.stream().map(Planned::outcome).toList();
  }

  /** What a move comes to, its object written already; nothing is switched yet. */
  private record Planned(MoveOutcome outcome, Optional<ColdLine> line) {}

  private Planned plan(TierMove move) {
    List<ColdReader.Row> rows = state.rows(List.of(key(move)));
    if (rows.isEmpty()) {
      return new Planned(new MoveOutcome.Gone(move), Optional.empty());
    }
    return switch (cold.read(rows).getFirst()) {
      case ColdReader.Answer.Unreadable lost ->
          new Planned(new MoveOutcome.Unreadable(move, lost.why()), Optional.empty());
      case ColdReader.Answer.Whole whole -> {
        if (whole.state().tier() != move.from() || move.from() == move.to()) {
          yield new Planned(new MoveOutcome.Elsewhere(move, whole.state()), Optional.empty());
        }
        Memory moved =
            whole.state().movedTo(move.to(), move.decidedAt().truncatedTo(ChronoUnit.MICROS));
        yield new Planned(new MoveOutcome.Moved(move, moved), archive(moved));
      }
    };
  }

  private void carryOut(Planned planned) {
    if (planned.outcome() instanceof MoveOutcome.Moved moved) {
      state.put(moved.memory(), planned.line());
    }
  }

  private Optional<ColdLine> archive(Memory moved) {
    if (moved.tier() != Tier.COLD) {
      return Optional.empty();
    }
    ColdObject object = ColdObject.of(moved.tenant(), ColdObject.monthOf(moved), List.of(moved));
    objects.put(object.key(), object.bytes());
    return Optional.of(new ColdLine(object.key(), 0));
  }

  @Override
  public synchronized Map<UUID, Long> versions(Collection<TierMove> moves) {
    Map<UUID, Long> versions = new HashMap<>();
    Set<MemoryKey> keys = new LinkedHashSet<>();
    moves.forEach(move -> keys.add(key(move)));
    for (ColdReader.Row row : state.rows(keys)) {
      versions.put(row.memory().memoryId(), row.memory().version());
    }
    return versions;
  }

  @Override
  public synchronized Map<Tier, Holding> holdings() {
    Map<Tier, Holding> holdings = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      holdings.put(tier, state.holding(tier));
    }
    return holdings;
  }

  private static MemoryKey key(TierMove move) {
    return new MemoryKey(move.subject(), move.memoryId());
  }

  private static MemoryKey key(Memory memory) {
    return new MemoryKey(memory.subject(), memory.memoryId());
  }
}
