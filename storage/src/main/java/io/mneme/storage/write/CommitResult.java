package io.mneme.storage.write;

import io.mneme.schemas.Subject;
import java.util.Map;

/** What became of a batch. */
public sealed interface CommitResult {

  /**
   * Everything of it is stored.
   *
   * @param revisions the new revision of every subject with a memory changed
   */
  record Committed(Map<Subject, Long> revisions) implements CommitResult {}

  /** Nothing of it is stored: another worker's progress stands on this partition. */
  record Fenced(int partition, long expected, long found) implements CommitResult {}
}
