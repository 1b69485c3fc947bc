package io.mneme.storage.write;

import io.mneme.schemas.Subject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

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

  /**
   * Nothing of it is stored: what was decided on is no longer so. Load the state again, decide
   * again, commit again; the log's order is not touched by that.
   *
   * @param eventIds of the batch's ledger that another worker applied in between (one idempotency
   *     key used for two users stands in two partitions)
   * @param memories revised by the batch that have another version than the one before it, most
   *     often because the mover carried them to another tier
   */
  record Overtaken(Set<UUID> eventIds, Set<StateQuery.MemoryKey> memories)
      implements CommitResult {}

  /**
   * Nothing of it is stored: its vectors are of another model than the store's, which was changed
   * since or never was theirs. Embed with the store's, commit again.
   *
   * @param model the store's
   */
  record OtherModel(String model) implements CommitResult {}
}
