package io.mneme.reader;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.Revisions;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ColdStub;
import io.mneme.storage.cold.Signature;
import io.mneme.storage.cold.Thawed;
import io.mneme.storage.read.ErasureReceipt;
import io.mneme.storage.read.MemoryLife;
import io.mneme.storage.read.PastPack;
import io.mneme.storage.read.ReadStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Memories in a map, which can be down and counts its questions. */
public final class FakeStore implements ReadStore {
  public final AtomicInteger packsRead = new AtomicInteger();
  public final AtomicInteger progressRead = new AtomicInteger();
  public final AtomicInteger pastsRead = new AtomicInteger();
  public volatile long pastsBehind;
  public volatile boolean pastsWhole = true;
  public volatile boolean down;

  /** Cold memories that were read. */
  public final Set<UUID> thawed = new HashSet<>();

  /** Whose objects are gone. */
  public final Set<UUID> lost = new HashSet<>();

  /** Object storage is too slow. */
  public volatile boolean late;

  public volatile Runnable beforePack = () -> {};
  public volatile Runnable beforeProgress = () -> {};
  public volatile Map<Integer, Long> progress = Map.of();
  public volatile Models models = new Models(Optional.empty(), Optional.empty());

  private final Map<Subject, Map<UUID, Kept>> kept = new HashMap<>();
  private final Map<Subject, Long> revisions = new HashMap<>();
  private final Map<Subject, List<Was>> superseded = new HashMap<>();
  public final Map<Subject, ErasureReceipt> receipts = new HashMap<>();
  public final Map<Subject, SessionVerdict> verdicts = new HashMap<>();

  /** One change of the subject: these memories appear. */
  public synchronized void remember(Remembered... memories) {
    for (Remembered one : memories) {
      Memory memory = one.memory();
      long revision = revisions.merge(memory.subject(), 1L, Long::sum);
      kept.computeIfAbsent(memory.subject(), _ -> new LinkedHashMap<>())
          .put(memory.memoryId(), new Kept(revision, memory));
    }
  }

  /** One change of the subject: this memory disappears. */
  public synchronized void forget(Remembered memory) {
    Subject subject = memory.memory().subject();
    long revision = revisions.merge(subject, 1L, Long::sum);
    kept.computeIfAbsent(subject, _ -> new LinkedHashMap<>())
        .put(memory.id(), new Kept(revision, null));
  }

  /** As if the database had been dropped. */
  public synchronized void drop() {
    kept.clear();
    revisions.clear();
  }

  /** As if the database had been built anew: nothing of before, revisions of another edition. */
  public synchronized void beginEdition(Subject subject, long edition) {
    kept.remove(subject);
    revisions.put(subject, edition << Revisions.COUNT_BITS);
  }

  @Override
  public synchronized long revision(Subject subject) {
    return answer(() -> revisions.getOrDefault(subject, 0L));
  }

  @Override
  public Models models() {
    return answer(() -> models);
  }

  @Override
  public Map<Integer, Long> progress() {
    progressRead.incrementAndGet();
    beforeProgress.run();
    return answer(() -> progress);
  }

  @Override
  public Pack pack(Subject subject, long afterRevision) {
    packsRead.incrementAndGet();
    beforePack.run();
    return answer(() -> {
      synchronized (this) {
        List<Map.Entry<UUID, Kept>> changed =
            of(subject).entrySet().stream()
                .filter(entry -> entry.getValue().revision() > afterRevision)
                .toList();
        return new Pack(
            revisions.getOrDefault(subject, 0L),
            present(changed).filter(memory -> memory.tier() != Tier.COLD).toList(),
            present(changed)
                .filter(memory -> memory.tier() == Tier.COLD)
                .map(FakeStore::stub)
                .toList(),
            changed.stream()
                .filter(entry -> entry.getValue().memory() == null)
                .map(Map.Entry::getKey)
                .toList());
      }
    });
  }

  private static Stream<Memory> present(List<Map.Entry<UUID, Kept>> changed) {
    return changed.stream()
        .map(entry -> entry.getValue().memory())
        .filter(memory -> memory != null);
  }

  /** An object a memory. */
  private static ColdStub stub(Memory memory) {
    Embedding embedding = memory.embedding();
    return new ColdStub(
        ColdStub.known(memory),
        memory.memoryId().toString(),
        embedding == null ? null : Signature.of(embedding));
  }

  @Override
  public Pack everything(Subject subject, long afterRevision) {
    throw new UnsupportedOperationException("a reader reads no object it need not");
  }

  @Override
  public synchronized Thawed thaw(Subject subject, Collection<UUID> memoryIds, Duration timeMax) {
    thawed.addAll(memoryIds);
    return answer(() -> {
      List<Memory> memories = new ArrayList<>();
      List<ColdReader.Answer.Unreadable> gone = new ArrayList<>();
      for (UUID id : memoryIds) {
        Kept one = of(subject).get(id);
        Memory memory = one == null ? null : one.memory();
        if (memory != null && lost.contains(id)) {
          gone.add(new ColdReader.Answer.Unreadable(stub(memory).state(), "lost"));
        } else if (memory != null && !late) {
          memories.add(memory);
        }
      }
      return new Thawed(memories, gone, late ? memoryIds.size() : 0);
    });
  }

  @Override
  public synchronized Optional<Memory> find(Subject subject, UUID memoryId) {
    return answer(() -> Optional.ofNullable(of(subject).get(memoryId)).map(Kept::memory));
  }

  @Override
  public synchronized List<Memory> absorbed(Subject subject, UUID memoryId) {
    return answer(() ->
        of(subject).values().stream()
            .map(Kept::memory)
            .filter(memory -> memory != null && memoryId.equals(memory.absorbedBy()))
            .toList());
  }

  /** From now on the memory says something else; what it said is told of any time before that. */
  public synchronized void correct(Remembered was, Remembered now, Instant at) {
    superseded
        .computeIfAbsent(was.memory().subject(), _ -> new ArrayList<>())
        .add(new Was(was.memory(), at));
    Memory words = now.memory();
    long revision = revisions.merge(words.subject(), 1L, Long::sum);
    Memory memory =
        new Memory(
            was.id(),
            words.tenant(),
            words.user(),
            words.kind(),
            words.status(),
            words.tier(),
            2,
            words.content(),
            was.memory().times(),
            was.memory().source(),
            words.embedding());
    kept.computeIfAbsent(words.subject(), _ -> new LinkedHashMap<>())
        .put(was.id(), new Kept(revision, memory));
  }

  @Override
  public synchronized Optional<MemoryLife> life(Subject subject, UUID memoryId, int versionsMax) {
    return find(subject, memoryId).map(memory -> new MemoryLife(memory, List.of(), true));
  }

  @Override
  public synchronized PastPack past(Subject subject, Instant at, int memoriesMax) {
    pastsRead.incrementAndGet();
    return answer(() ->
        new PastPack(
            revisions.getOrDefault(subject, 0L) - pastsBehind,
            superseded.getOrDefault(subject, List.of()).stream()
                .filter(was -> was.until().isAfter(at))
                .map(Was::memory)
                .toList(),
            pastsWhole));
  }

  private record Was(Memory memory, Instant until) {}

  @Override
  public synchronized List<Memory> list(
      Subject subject, ListFilter filter, @Nullable ListCursor after, int limit) {
    return answer(() -> of(subject).values().stream().map(Kept::memory).limit(limit).toList());
  }

  @Override
  public synchronized List<Memory> turns(Subject subject, String conversation, int limit) {
    return answer(() ->
        of(subject).values().stream()
            .map(Kept::memory)
            .filter(memory -> conversation.equals(memory.content().conversation()))
            .sorted(Comparator.comparing(memory -> memory.content().turn()))
            .toList());
  }

  @Override
  public Optional<SessionView> session(Subject subject, String session, Instant now) {
    return answer(Optional::empty);
  }

  @Override
  public Optional<SessionVerdict> verdict(Subject subject, UUID eventId) {
    return answer(() -> Optional.ofNullable(verdicts.get(subject)))
        .filter(verdict -> verdict.eventId().equals(eventId));
  }

  @Override
  public Optional<ErasureReceipt> erasure(Subject subject, UUID eventId) {
    return answer(() -> Optional.ofNullable(receipts.get(subject)))
        .filter(receipt -> receipt.eventId().equals(eventId));
  }

  private Map<UUID, Kept> of(Subject subject) {
    return kept.getOrDefault(subject, Map.of());
  }

  private <T> T answer(Supplier<T> work) {
    if (down) {
      throw new StoreUnavailable("PostgreSQL does not answer", new IOException("down"));
    }
    return work.get();
  }

  private record Kept(long revision, @Nullable Memory memory) {}
}
