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
 * @param imported subjects whose events waited before they came into the log: when was each erased?
 * @param sessions which event wrote each last? (conditional writes name them)
 * @param speakers memories that may answer for others: for which?
 */
public record StateQuery(
    Set<UUID> eventIds,
    Set<Conversation> conversations,
    Set<MemoryKey> memories,
    Set<Subject> erasures,
    Set<Subject> imported,
    Set<SessionKey> sessions,
    Set<MemoryKey> speakers) {

  /** Without subjects of an import, conditional writes and who answers for others. */
  public StateQuery(
      Set<UUID> eventIds,
      Set<Conversation> conversations,
      Set<MemoryKey> memories,
      Set<Subject> erasures) {
    this(eventIds, conversations, memories, erasures, Set.of(), Set.of(), Set.of());
  }

  /** A conversation of a subject. */
  public record Conversation(Subject subject, String name) {}

  /** A session of a subject. */
  public record SessionKey(Subject subject, String name) {}

  /** A memory of a subject. */
  public record MemoryKey(Subject subject, UUID memoryId) {}
}
