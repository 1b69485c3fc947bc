package io.mneme.storage.write;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction of the writer stores.
 *
 * @param ledger event ids that take effect with this batch, with their positions
 * @param erasures subjects erased with this batch: what was counted and kept for them before it
 *     (conversation counters, sessions) goes first; turns and sessions below were written after it
 * @param changes in the order of the log; an erasure's forgettings are among them
 * @param turns turns of each touched conversation after this batch
 * @param sessions session states written
 * @param progress per partition: expected and new next offset
 * @param requests events of the ledger that asked for something to be gone: each gets a receipt
 * @param verdicts what became of each conditional write of a session
 */
public record Batch(
    List<LedgerEntry> ledger,
    List<Erasure> erasures,
    List<Change> changes,
    Map<StateQuery.Conversation, Integer> turns,
    List<SessionState> sessions,
    List<Advance> progress,
    List<Request> requests,
    List<Verdict> verdicts) {

  /** In which nobody asks for anything to be gone, and no write has a condition. */
  public Batch(
      List<LedgerEntry> ledger,
      List<Erasure> erasures,
      List<Change> changes,
      Map<StateQuery.Conversation, Integer> turns,
      List<SessionState> sessions,
      List<Advance> progress) {
    this(ledger, erasures, changes, turns, sessions, progress, List.of(), List.of());
  }

  /** An event and where it stands. */
  public record LedgerEntry(UUID eventId, Position position) {}

  /**
   * A subject of which nothing may be left.
   *
   * @param acceptedAt when it was asked for: what was accepted before and comes later is void
   */
  public record Erasure(Position position, Subject subject, Instant acceptedAt) {}

  /**
   * An event that asked for something to be gone, whether or not there was anything.
   *
   * @param memoryId the memory it names; null where it names the whole subject
   */
  public record Request(
      UUID eventId,
      Position position,
      Subject subject,
      @Nullable UUID memoryId,
      Instant acceptedAt) {}

  /** A partition's step forward; {@code expected} is what the store must hold now (0 at birth). */
  public record Advance(int partition, long expected, long next) {}

  /**
   * A session's whole state.
   *
   * @param eventId the event that wrote it
   */
  public record SessionState(
      Subject subject,
      String session,
      Map<String, Object> state,
      Instant touchedAt,
      UUID eventId,
      Position position) {}

  /**
   * What became of a conditional write of a session.
   *
   * @param eventId the event that asked for it
   * @param current the event whose state the session held behind it: its own where it took effect,
   *     null where there was no state
   */
  public record Verdict(
      UUID eventId,
      Position position,
      Subject subject,
      String session,
      @Nullable UUID current,
      Instant acceptedAt) {}

  /** One change of one memory, with the position of the event that caused it. */
  public sealed interface Change {
    Position position();

    /** A memory is born. */
    record Remember(Position position, Memory memory) implements Change {}

    /**
     * A memory has a new version.
     *
     * @param before the version it takes the place of, which the store keeps; without a vector
     *     where that was decided in the same batch
     */
    record Revise(Position position, Memory memory, Memory before) implements Change {}

    /** A memory is gone. */
    record Forget(Position position, Subject subject, UUID memoryId) implements Change {}
  }
}
