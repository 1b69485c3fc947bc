package io.mneme.storage.read;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event that asked for a memory, or for everything of a subject, to be gone.
 * Counts only: nothing of what it was.
 *
 * @param eventId the event
 * @param memoryId the memory it named; null where it named the whole subject
 * @param requestedAt when the event was accepted
 * @param rows what went from the database
 * @param copies what readers and {@code mneme.changes} were told
 * @param objects what went, or has yet to go, from the archive
 */
public record ErasureReceipt(
    UUID eventId,
    @Nullable UUID memoryId,
    Instant requestedAt,
    Rows rows,
    Copies copies,
    Objects objects) {

  /** Whether nothing is left anywhere but in the log itself. */
  public boolean isComplete() {
    return copies.doneAt() != null && objects.doneAt() != null;
  }

  /**
   * What was removed from the database.
   *
   * @param hot memories of the hot tier
   * @param warm memories of the warm tier
   * @param cold stubs of the cold tier
   * @param sessions session states
   */
  public record Rows(int hot, int warm, int cold, int sessions, Instant doneAt) {

    /** Memories, wherever they lay: each has its tombstone in {@code mneme.changes}. */
    public int memories() {
      return hot + warm + cold;
    }
  }

  /**
   * The copies outside the database, told together.
   *
   * @param redisKeys keys of the subject that were dropped from Redis; 0 while it was not told
   * @param doneAt when Redis and {@code mneme.changes} had both been told; null before
   */
  public record Copies(long redisKeys, @Nullable Instant doneAt) {}

  /**
   * The archive.
   *
   * @param count objects that held a line of it or may have held one, as far as is known yet
   * @param expectedAt when the last of them should be gone; null until an upkeep has looked
   * @param doneAt when the last of them was gone; null before
   */
  public record Objects(int count, @Nullable Instant expectedAt, @Nullable Instant doneAt) {}
}
