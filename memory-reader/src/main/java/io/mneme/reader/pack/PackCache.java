package io.mneme.reader.pack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mneme.platform.Outage;
import io.mneme.reader.database.Answer;
import io.mneme.reader.database.Databases;
import io.mneme.reader.database.Need;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.MemoryScope;
import io.mneme.storage.Revisions;
import io.mneme.storage.read.ReadStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs in memory, bounded by bytes and by idle time. A pack is built or advanced by one caller;
 * whoever asks for the same subject meanwhile waits for that one's answer. Few are read at once:
 * when many are wanted that nobody holds, they wait here and not for a connection, whose short
 * patience would make an outage of a rush.
 */
public final class PackCache {
  /** How long one may wait for its turn to read. */
  static final Duration TURN_WAIT_MAX = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(PackCache.class);
  private static final long WEIGHT_UNIT_BYTES = 1024;

  private final Databases store;
  private final String model;
  private final Cache<Subject, SubjectPack> packs;
  private final Map<Subject, CompletableFuture<SubjectPack>> flights = new ConcurrentHashMap<>();
  private final Semaphore turns;
  private final ScopeSizes sizes = new ScopeSizes();

  /**
   * @param model of a subject that has no vector yet
   */
  public PackCache(Databases store, String model, Limits limits) {
    this.store = store;
    this.model = model;
    this.turns = new Semaphore(limits.readsMax(), true);
    this.packs =
        Caffeine.newBuilder()
            .maximumWeight(limits.bytesMax() / WEIGHT_UNIT_BYTES)
            .<Subject, SubjectPack>weigher((_, pack) -> weight(pack))
            .expireAfterAccess(limits.idleMax())
            .build();
  }

  /** The pack as it is held now, however old. */
  public Optional<SubjectPack> held(Subject subject) {
    return Optional.ofNullable(packs.getIfPresent(subject)).map(pack -> checked(pack, subject));
  }

  /**
   * The pack at this revision or a later one, from memory if it can be.
   *
   * @throws Outage when it must be read and cannot
   */
  public SubjectPack atLeast(Subject subject, long revision) throws Outage {
    if (revision == 0) {
      return held(subject).orElseGet(() -> nothing(subject));
    }
    while (true) {
      Optional<SubjectPack> held = held(subject).filter(pack -> pack.revision() >= revision);
      if (held.isPresent()) {
        return held.get();
      }
      CompletableFuture<SubjectPack> mine = new CompletableFuture<>();
      CompletableFuture<SubjectPack> running = flights.putIfAbsent(subject, mine);
      if (running == null) {
        return load(subject, revision, mine);
      }
      await(running);
    }
  }

  /**
   * A user nobody knows takes no room. A wider scope is asked for with every user: that it holds
   * nothing is remembered, so that it can be said while nobody answers.
   */
  private SubjectPack nothing(Subject subject) {
    SubjectPack empty = SubjectPack.empty(subject, model);
    if (MemoryScope.of(subject) == MemoryScope.PRIVATE) {
      return empty;
    }
    SubjectPack meanwhile = packs.asMap().putIfAbsent(subject, empty);
    return meanwhile == null ? empty : checked(meanwhile, subject);
  }

  /** Drops a pack, so that the next question reads the subject from the beginning. */
  public void drop(Subject subject) {
    packs.invalidate(subject);
  }

  /** Memories in the largest pack held of this scope. */
  public int largest(MemoryScope scope) {
    return packs.asMap().values().stream()
        .filter(pack -> MemoryScope.of(pack.subject()) == scope)
        .mapToInt(SubjectPack::count)
        .max()
        .orElse(0);
  }

  /** Packs held, about. */
  public long size() {
    return packs.estimatedSize();
  }

  private SubjectPack load(Subject subject, long revision, CompletableFuture<SubjectPack> flight)
      throws Outage {
    try {
      Answer<SubjectPack> loaded = inTurn(subject, revision);
      SubjectPack next = loaded.value();
      packs.put(subject, next);
      watch(next);
      if (loaded.isWithoutPrimary() && next.revision() < revision) {
        throw new Outage("postgres", new IllegalStateException("no replica has this revision"));
      }
      flights.remove(subject, flight);
      flight.complete(next);
      return next;
    } catch (Outage | RuntimeException e) {
      flights.remove(subject, flight);
      flight.completeExceptionally(e);
      throw e;
    }
  }

  private void watch(SubjectPack pack) {
    if (sizes.outgrew(pack.subject(), pack.count())) {
      LOG.warn(
          "{} holds {} memories, more than the {} that many users may well know: each recall that"
              + " asks for them looks through all",
          pack.subject(),
          pack.count(),
          ScopeSizes.MEMORIES_MAX);
    }
  }

  private Answer<SubjectPack> inTurn(Subject subject, long revision) throws Outage {
    try {
      if (!turns.tryAcquire(TURN_WAIT_MAX.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Outage("postgres", new TimeoutException("too many packs wait to be read"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("pack", e);
    }
    try {
      return advanced(subject, revision);
    } finally {
      turns.release();
    }
  }

  /**
   * What is held of another edition is not built on: that one may lack rows this one has. Nor what
   * is held of another model: two are never compared.
   */
  private Answer<SubjectPack> advanced(Subject subject, long revision) throws Outage {
    Optional<SubjectPack> base = held(subject).filter(pack -> pack.revision() > 0);
    if (base.isPresent()) {
      SubjectPack held = base.get();
      Answer<ReadStore.Pack> answer = read(subject, held.revision(), revision);
      ReadStore.Pack change = answer.value();
      if (answer.isWithoutPrimary() && change.revision() <= held.revision()) {
        return new Answer<>(held, answer.source());
      }
      if (Revisions.edition(change.revision()) == Revisions.edition(held.revision())
          && PackModel.of(change).orElse(held.model()).equals(held.model())) {
        return new Answer<>(held.advance(change), answer.source());
      }
    }
    Answer<ReadStore.Pack> answer = read(subject, 0, revision);
    ReadStore.Pack everything = answer.value();
    return new Answer<>(
        SubjectPack.empty(subject, PackModel.of(everything).orElse(model)).advance(everything),
        answer.source());
  }

  /** A replica will do that has the revision, whatever its lag was thought to be. */
  private Answer<ReadStore.Pack> read(Subject subject, long after, long revision) throws Outage {
    return store.ask(
        new Need.Recent(), from -> from.pack(subject, after), pack -> pack.revision() >= revision);
  }

  private static int weight(SubjectPack pack) {
    return (int) Math.min(Integer.MAX_VALUE, 1 + pack.weight() / WEIGHT_UNIT_BYTES);
  }

  private static void await(CompletableFuture<SubjectPack> flight) throws Outage {
    try {
      flight.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("pack", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Outage outage -> throw outage;
        case RuntimeException defect -> throw defect;
        case null, default -> throw new IllegalStateException("a pack failed oddly", e);
      }
    }
  }

  /** The second wall: whatever went wrong before, no pack serves another subject. */
  private static SubjectPack checked(SubjectPack pack, Subject subject) {
    if (!pack.subject().equals(subject)) {
      throw new IllegalStateException("a pack was found under another subject");
    }
    return pack;
  }

  /**
   * How much is held.
   *
   * @param bytesMax of all packs together, about
   * @param idleMax a pack nobody asks for leaves after this long
   * @param readsMax packs read at once; fewer than the store has connections
   */
  public record Limits(long bytesMax, Duration idleMax, int readsMax) {
    public Limits {
      if (bytesMax < WEIGHT_UNIT_BYTES || !idleMax.isPositive() || readsMax < 1) {
        throw new IllegalArgumentException("a cache of packs needs room, time and a reader");
      }
    }
  }
}
