package io.mneme.reader.recall;

import io.mneme.platform.Outage;
import io.mneme.reader.database.Answer;
import io.mneme.reader.database.Databases;
import io.mneme.reader.database.Need;
import io.mneme.reader.guard.Guarded;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.Thawed;
import io.mneme.storage.read.ErasureReceipt;
import io.mneme.storage.read.MemoryLife;
import io.mneme.storage.read.ReadCache;
import io.mneme.storage.read.ReadStore.ListCursor;
import io.mneme.storage.read.ReadStore.ListFilter;
import io.mneme.storage.read.ReadStore.SessionVerdict;
import io.mneme.storage.read.ReadStore.SessionView;
import io.mneme.storage.read.TrackedRevision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can be read of a subject, each from the best source that answers. Every method but {@link
 * #begin} may throw {@link NothingAnswers}.
 */
public final class Reads {
  /** For the objects of one question; most take a tenth of it. */
  static final Duration THAW_TIME_MAX = Duration.ofMillis(1_500);

  /** Versions of a memory in its history: of more the latest are shown. */
  public static final int VERSIONS_MAX = 200;

  /** Metadata of a memory that is the summary of the conversation it names. */
  private static final String SUMMARY_OF = "summary_of";

  private static final int CHANGED_MAX = PastPacks.CHANGED_MEMORIES_MAX;

  private final WriterProgress progress;
  private final FreshPacks packs;
  private final PastPacks pasts;
  private final Guarded<ReadCache> cache;
  private final Databases store;
  private final InstantSource clock;

  public Reads(
      WriterProgress progress,
      FreshPacks packs,
      Guarded<ReadCache> cache,
      Databases store,
      InstantSource clock) {
    this.progress = progress;
    this.packs = packs;
    this.pasts = new PastPacks(packs, store);
    this.cache = cache;
    this.store = store;
    this.clock = clock;
  }

  /** Begins a request: waits, within bounds, until these writes are applied. */
  public Reading begin(Collection<Position> after) {
    return begin(after, null);
  }

  /**
   * The same, for what was known at a time. Of such a request only the pack and turns can be asked.
   *
   * @param asOf that time; now when absent
   */
  public Reading begin(Collection<Position> after, @Nullable Instant asOf) {
    try {
      Consistency consistency = progress.await(after);
      return new Reading(
          consistency,
          switch (consistency) {
            case Consistency.None _ -> new Need.Recent();
            case Consistency.Applied _ -> new Need.Writes(after);
            case Consistency.Stale _ -> new Need.Newest();
          },
          asOf);
    } catch (Outage e) {
      Reading reading =
          new Reading(new Consistency.Stale(OptionalLong.empty()), new Need.Newest(), asOf);
      reading.without(Trouble.POSTGRES);
      return reading;
    }
  }

  /**
   * What is held of these subjects' revisions now; an answer that was made at these very objects is
   * still right. Empty unless all are held, and for a reader of its own writes, or of the past.
   */
  public Optional<List<TrackedRevision>> tracked(List<Subject> subjects, Reading reading) {
    if (reading.wantsOwnWrites() || reading.asOf().isPresent()) {
      return Optional.empty();
    }
    List<TrackedRevision> held =
        subjects.stream().flatMap(subject -> packs.tracked(subject).stream()).toList();
    return held.size() == subjects.size() ? Optional.of(held) : Optional.empty();
  }

  /** The time it is. */
  public Instant now() {
    return clock.instant();
  }

  /** Everything the subject remembers, or remembered. */
  SubjectPack pack(Subject subject, Reading reading) {
    return reading
        .asOf()
        .map(at -> reading.past(subject, () -> pasts.of(subject, at, reading)))
        .orElseGet(() -> packs.of(subject, reading));
  }

  /** Cold memories whole, as far as they can be had in time; nothing while PostgreSQL is away. */
  Thawed thaw(Subject subject, List<UUID> memoryIds, Reading reading) {
    try {
      return reading.take(
          store.ask(reading.need(), from -> from.thaw(subject, memoryIds, THAW_TIME_MAX)));
    } catch (Outage e) {
      reading.without(Trouble.POSTGRES);
      return new Thawed(List.of(), List.of(), 0);
    }
  }

  /**
   * One memory. What PostgreSQL cannot be asked for and the held pack lacks may have been written
   * since: nothing answers then, rather than that there is none.
   */
  public Optional<Memory> find(Subject subject, UUID memoryId, Reading reading) {
    try {
      return reading.take(store.ask(reading.need(), from -> from.find(subject, memoryId)));
    } catch (Outage e) {
      return Optional.of(
          memories(packs.held(subject, reading))
              .filter(memory -> memory.memoryId().equals(memoryId))
              .findFirst()
              .orElseThrow(NothingAnswers::new));
    }
  }

  /** The memories this one answers for, oldest first; cold ones without their words. */
  public List<Memory> absorbed(Subject subject, Memory memory, Reading reading) {
    if (memory.content().turn() != null) {
      return List.of(); // a turn answers for itself alone
    }
    try {
      return reading.take(
          store.ask(reading.need(), from -> from.absorbed(subject, memory.memoryId())));
    } catch (Outage e) {
      return packs.held(subject, reading).absorbedBy(memory.memoryId());
    }
  }

  /** One memory with what it said before. Only PostgreSQL can tell. */
  public Optional<MemoryLife> life(Subject subject, UUID memoryId, Reading reading) {
    try {
      return reading.take(
          store.ask(reading.need(), from -> from.life(subject, memoryId, VERSIONS_MAX)));
    } catch (Outage e) {
      throw new NothingAnswers();
    }
  }

  /** The last turns of a conversation, oldest first. */
  public List<Memory> turns(Subject subject, String conversation, int limit, Reading reading) {
    if (reading.asOf().isPresent()) {
      return lastTurns(pack(subject, reading), conversation, limit);
    }
    Optional<List<Memory>> buffered =
        reading.wantsOwnWrites()
            ? Optional.empty()
            : cachedTurns(subject, conversation, limit, reading);
    if (buffered.isPresent()) {
      return buffered.get();
    }
    try {
      return reading.take(
          store.ask(reading.need(), from -> from.turns(subject, conversation, limit)));
    } catch (Outage e) {
      return lastTurns(packs.held(subject, reading), conversation, limit);
    }
  }

  /**
   * A conversation as far as the subject's pack tells it in words, oldest first: every turn, and
   * among them what the application gave as their summary.
   */
  public List<Memory> conversation(Subject subject, String conversation, Reading reading) {
    return memories(pack(subject, reading))
        .filter(memory -> isTurnOf(memory, conversation) || sumsUp(memory, conversation))
        .filter(Reads::hasWords)
        .sorted(Comparator.comparingLong(memory -> memory.source().offset()))
        .toList();
  }

  /** Whether an application gave it as the summary of a conversation. */
  public static boolean sumsUp(Memory memory, String conversation) {
    return memory.content().turn() == null
        && conversation.equals(memory.content().metadata().get(SUMMARY_OF));
  }

  private static boolean isTurnOf(Memory memory, String conversation) {
    return conversation.equals(memory.content().conversation()) && memory.content().turn() != null;
  }

  /**
   * A page of a subject's memories, newest first. Only PostgreSQL can tell what the next page is.
   * Of the past: what is on it, in the words of then; one without words has lost them.
   */
  public List<Memory> page(
      Subject subject, ListFilter filter, @Nullable ListCursor after, int limit, Reading reading) {
    try {
      return reading.take(
          store.ask(
              reading.need(),
              from -> {
                List<Memory> page = from.list(subject, filter, after, limit);
                return reading
                    .asOf()
                    .map(at -> PastPacks.asOf(page, from.past(subject, at, CHANGED_MAX)))
                    .orElse(page);
              }));
    } catch (Outage e) {
      throw new NothingAnswers();
    }
  }

  /** Whether what it said can be shown. */
  public static boolean hasWords(Memory memory) {
    return !memory.content().text().isEmpty();
  }

  /** A session's state. */
  public Optional<SessionView> session(Subject subject, String session, Reading reading) {
    Optional<SessionView> cached =
        reading.wantsOwnWrites() ? Optional.empty() : cachedSession(subject, session, reading);
    if (cached.isPresent()) {
      return cached;
    }
    try {
      return reading.take(
          store.ask(reading.need(), from -> from.session(subject, session, clock.instant())));
    } catch (Outage e) {
      throw new NothingAnswers();
    }
  }

  /** What became of a conditional write of a session, as far as the reading's database knows. */
  public Optional<SessionVerdict> verdict(Subject subject, UUID eventId, Reading reading) {
    try {
      return reading.take(store.ask(reading.need(), from -> from.verdict(subject, eventId)));
    } catch (Outage e) {
      throw new NothingAnswers();
    }
  }

  /**
   * What became of an erasure. Only the primary can tell: a replica that has no receipt may be
   * behind, and one that has an older one would understate it.
   */
  public Optional<ErasureReceipt> erasure(Subject subject, UUID eventId) {
    try {
      Answer<Optional<ErasureReceipt>> told =
          store.ask(new Need.Newest(), from -> from.erasure(subject, eventId));
      if (!told.isNewest()) {
        throw new NothingAnswers();
      }
      return told.value();
    } catch (Outage e) {
      throw new NothingAnswers();
    }
  }

  private Optional<SessionView> cachedSession(Subject subject, String session, Reading reading) {
    return cached(redis -> redis.session(subject, session, clock.instant()), reading);
  }

  private Optional<List<Memory>> cachedTurns(
      Subject subject, String conversation, int limit, Reading reading) {
    return cached(redis -> redis.turns(subject, conversation, limit), reading);
  }

  private <T> Optional<T> cached(Function<ReadCache, Optional<T>> question, Reading reading) {
    try {
      return cache.ask(question);
    } catch (Outage e) {
      reading.without(Trouble.REDIS);
      return Optional.empty();
    }
  }

  private static List<Memory> lastTurns(SubjectPack pack, String conversation, int limit) {
    List<Memory> turns =
        memories(pack)
            .filter(memory -> isTurnOf(memory, conversation))
            .sorted(Comparator.comparingLong(memory -> memory.source().offset()))
            .toList();
    return turns.subList(Math.max(0, turns.size() - limit), turns.size());
  }

  private static Stream<Memory> memories(SubjectPack pack) {
    return IntStream.range(0, pack.size()).mapToObj(pack::memory);
  }
}
