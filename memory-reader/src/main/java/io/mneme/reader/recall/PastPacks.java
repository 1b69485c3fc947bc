package io.mneme.reader.recall;

import io.mneme.platform.Outage;
import io.mneme.reader.database.Answer;
import io.mneme.reader.database.Databases;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.PastPack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What was known at a time, as a pack that can be searched like any other. It is made for one
 * request, from the freshest pack and what PostgreSQL says has changed since, and kept by nobody.
 */
public final class PastPacks {
  /** Memories that say something else now; more are refused rather than half answered. */
  public static final int CHANGED_MEMORIES_MAX = 10_000;

  /** Made at the same moment; who asks meanwhile waits. */
  static final int AT_ONCE_MAX = 4;

  static final Duration TURN_WAIT_MAX = Duration.ofSeconds(3);

  private final FreshPacks packs;
  private final Databases store;
  private final Semaphore turns = new Semaphore(AT_ONCE_MAX, true);

  public PastPacks(FreshPacks packs, Databases store) {
    this.packs = packs;
    this.store = store;
  }

  /**
   * The subject's memories as they were.
   *
   * @throws NothingAnswers when PostgreSQL does not answer, or too many others ask
   * @throws TooMuchChanged when more memories have changed than are looked at
   */
  SubjectPack of(Subject subject, Instant at, Reading reading) {
    SubjectPack now = packs.of(subject, reading);
    if (now.isEmpty()) {
      return now;
    }
    awaitTurn();
    try {
      return now.asOf(at, past(subject, at, now.revision(), reading).memories());
    } finally {
      turns.release();
    }
  }

  /** A replica will do that is not older than the pack: else the words of after would be missed. */
  private PastPack past(Subject subject, Instant at, long revision, Reading reading) {
    try {
      Answer<PastPack> answer =
          store.ask(
              reading.need(),
              from -> from.past(subject, at, CHANGED_MEMORIES_MAX),
              past -> past.revision() >= revision);
      PastPack past = reading.take(answer);
      if (past.revision() < revision) {
        throw new NothingAnswers();
      }
      if (!past.isWhole()) {
        throw new TooMuchChanged();
      }
      return past;
    } catch (Outage e) {
      throw new NothingAnswers();
    }
  }

  /** These memories, in the words of then where they have others now. */
  static List<Memory> asOf(List<Memory> memories, PastPack past) {
    if (!past.isWhole()) {
      throw new TooMuchChanged();
    }
    Map<UUID, Memory> then =
        past.memories().stream().collect(Collectors.toMap(Memory::memoryId, memory -> memory));
    return memories.stream().map(memory -> then.getOrDefault(memory.memoryId(), memory)).toList();
  }

  private void awaitTurn() {
    try {
      if (!turns.tryAcquire(TURN_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new NothingAnswers();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NothingAnswers();
    }
  }
}
