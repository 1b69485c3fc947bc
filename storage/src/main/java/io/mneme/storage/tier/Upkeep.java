package io.mneme.storage.tier;

import java.time.Duration;
import java.time.Instant;

/**
 * What a store needs done once in a while, by one process at a time or by many: every step may be
 * repeated. Every method may throw {@link io.mneme.storage.StoreUnavailable}.
 */
public interface Upkeep {

  /** Makes room ahead, removes what has expired, and clears object storage of what is no more. */
  Done run(Instant now);

  /**
   * How patient it is.
   *
   * @param every from the end of one run to the next
   * @param grace how long an object is left alone after it was written: longer than any move or any
   *     read of it can take
   */
  record Waits(Duration every, Duration grace) {
    public static final Waits DEFAULT = new Waits(Duration.ofMinutes(10), Duration.ofHours(1));

    public Waits {
      if (!every.isPositive()) {
        throw new IllegalArgumentException("every must be longer than nothing");
      }
      if (grace.isNegative()) {
        throw new IllegalArgumentException("grace must not be negative");
      }
    }

    /**
     * From an erasure until nothing of it lies in the archive: a run that may copy what stays out
     * of its objects, a run that may remove them, and what the runs themselves take.
     */
    public Duration archiveClear() {
      return grace.plus(every.multipliedBy(3));
    }
  }

  /**
   * What one run did.
   *
   * @param monthsMade warm months made ahead of time
   * @param monthsArchived warm months long past that had become empty, dropped
   * @param sessionsExpired session states removed
   * @param objectsRewritten cold objects that held forgotten or moved memories, now copied without
   *     them; the old ones go with a later run, when no reader can still be at them
   * @param objectsGathered small cold objects copied into larger ones; they go like the former
   * @param objectsRemoved cold objects nothing names any more
   * @param erasuresDone receipts of which nothing is left in the archive since this run
   */
  record Done(
      int monthsMade,
      int monthsArchived,
      int sessionsExpired,
      int objectsRewritten,
      int objectsGathered,
      int objectsRemoved,
      int erasuresDone) {}
}
