package io.mneme.storage.read;

import io.mneme.schemas.Subject;
import java.util.Optional;

/**
 * Revisions a reader may hold without asking again, because it is told when one changes, and knows
 * when nobody could tell it. What is held is never older than what was announced a second before.
 */
public interface RevisionTracking {

  /** What is held of a subject and may be relied on now. Asks nobody. */
  Optional<TrackedRevision> held(Subject subject);

  /**
   * Asks what was announced of a subject, and is told of changes from before the answer on; empty
   * while nobody could tell.
   *
   * @throws io.mneme.storage.StoreUnavailable when there is no answer in time
   */
  Optional<TrackedRevision> ask(Subject subject);

  /** Holds nothing, ever. */
  static RevisionTracking none() {
    return new RevisionTracking() {
      @Override
      public Optional<TrackedRevision> held(Subject subject) {
        return Optional.empty();
      }

      @Override
      public Optional<TrackedRevision> ask(Subject subject) {
        return Optional.empty();
      }
    };
  }
}
