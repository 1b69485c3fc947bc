package io.mneme.reader.recall;

import io.mneme.platform.Outage;
import io.mneme.reader.database.Databases;
import io.mneme.schemas.Position;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far the writer has come, for readers who want their own writes. One look at the store serves
 * everybody who was waiting when it began.
 */
public final class WriterProgress {
  private static final Duration PAUSE_FIRST = Duration.ofMillis(2);
  private static final Duration PAUSE_MAX = Duration.ofMillis(50);

  private final Databases store;
  private final InstantSource clock;
  private final Duration waitMax;
  private final ReentrantLock looking = new ReentrantLock();
  private final AtomicLong looks = new AtomicLong();
  private volatile Map<Integer, Long> seen = Map.of();

  /**
   * @param waitMax how long a reader waits for its writes
   */
  public WriterProgress(Databases store, InstantSource clock, Duration waitMax) {
    this.store = store;
    this.clock = clock;
    this.waitMax = waitMax;
  }

  /**
   * Waits until all of these events are applied, or until the wait is over.
   *
   * @throws Outage when the store does not answer; nobody knows then
   */
  public Consistency await(Collection<Position> positions) throws Outage {
    if (positions.isEmpty()) {
      return new Consistency.None();
    }
    if (store.have(positions)) {
      return new Consistency.Applied();
    }
    Instant end = clock.instant().plus(waitMax);
    Duration pause = PAUSE_FIRST;
    long lag = lag(positions, look());
    while (lag > 0) {
      if (!clock.instant().isBefore(end) || !rest(pause)) {
        return new Consistency.Stale(OptionalLong.of(lag));
      }
      pause = pause.compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
      lag = lag(positions, look());
    }
    return new Consistency.Applied();
  }

  /** Events still to be applied before the last of these, over all partitions. */
  private static long lag(Collection<Position> positions, Map<Integer, Long> progress) {
    Map<Integer, Long> behind = new HashMap<>();
    for (Position position : positions) {
      long next = progress.getOrDefault(position.partition(), 0L);
      behind.merge(position.partition(), position.offset() + 1 - next, Math::max);
    }
    return behind.values().stream().mapToLong(events -> Math.max(0, events)).sum();
  }

  /** Looks at the store, or takes what a look saw that began after this call. */
  private Map<Integer, Long> look() throws Outage {
    long finished = looks.get();
    looking.lock();
    try {
      // the next to finish may have begun before this call; one more has not
      if (looks.get() <= finished + 1) {
        seen = store.progress();
        looks.incrementAndGet();
      }
      return seen;
    } finally {
      looking.unlock();
    }
  }

  private static boolean rest(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
