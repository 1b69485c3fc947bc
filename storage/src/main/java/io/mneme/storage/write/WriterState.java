package io.mneme.storage.write;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The answer to a {@link StateQuery}.
 *
 * @param applied event ids in the ledger
 * @param turns turns so far of each conversation asked for; absent is none
 * @param memories present state of each memory asked for; absent when there is none
 * @param erasable ids of all memories of each subject asked for
 * @param erasedAt when the last erasure of each imported subject was accepted; absent: never
 * @param sessions the last write of each session asked for, expired or not; absent: none is known
 * @param absorbers of each memory that one asked for answers for, directly or through another: the
 *     memory that absorbed it
 */
public record WriterState(
    Set<UUID> applied,
    Map<StateQuery.Conversation, Integer> turns,
    Map<StateQuery.MemoryKey, Memory> memories,
    Map<Subject, List<UUID>> erasable,
    Map<Subject, Instant> erasedAt,
    Map<StateQuery.SessionKey, SessionMark> sessions,
    Map<StateQuery.MemoryKey, UUID> absorbers) {

  /** Without imported subjects, sessions and memories that answer for others. */
  public WriterState(
      Set<UUID> applied,
      Map<StateQuery.Conversation, Integer> turns,
      Map<StateQuery.MemoryKey, Memory> memories,
      Map<Subject, List<UUID>> erasable) {
    this(applied, turns, memories, erasable, Map.of(), Map.of(), Map.of());
  }

  /** The last write of a session: by which event, and when. */
  public record SessionMark(UUID eventId, Instant touchedAt) {}
}
