package io.mneme.storage.write;

import io.mneme.schemas.Subject;
import java.util.Set;
import java.util.UUID;

/**
 * What the writer asks before deciding over a batch.
 *
 * @param eventIds which of these were applied already?
 * @param conversations how many turns has each?
 * @param memories the present state of each (corrections and forgettings name them)
 * @param erasures subjects about to be erased: which memories are theirs?
 */
public record StateQuery(
    Set<UUID> eventIds,
    Set<Conversation> conversations,
    Set<MemoryKey> memories,
    Set<Subject> erasures) {

  /** A conversation of a subject. */
  public record Conversation(Subject subject, String name) {}

  /** A memory of a subject. */
  public record MemoryKey(Subject subject, UUID memoryId) {}
}
