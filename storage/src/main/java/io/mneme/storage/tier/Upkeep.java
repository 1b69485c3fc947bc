package io.mneme.storage.tier;

import java.time.Instant;

/**
 * What a store needs done once in a while, by one process at a time or by many: every step may be
 * repeated. Every method may throw {@link io.mneme.storage.StoreUnavailable}.
 */
public interface Upkeep {

  /** Makes room ahead, removes what has expired, and clears object storage of what is no more. */
  Done run(Instant now);

  /**
   * What one run did.
   *
   * @param monthsMade warm months made ahead of time
   * @param sessionsExpired session states removed
   * @param objectsRewritten cold objects that held forgotten or moved memories, now copied without
   *     them; the old ones go with a later run, when no reader can still be at them
   * @param objectsRemoved cold objects nothing names any more
   */
  record Done(int monthsMade, int sessionsExpired, int objectsRewritten, int objectsRemoved) {}
}
