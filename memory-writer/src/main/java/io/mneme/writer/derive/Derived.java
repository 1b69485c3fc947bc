package io.mneme.writer.derive;

import io.mneme.schemas.Position;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.Batch.Erasure;
import io.mneme.storage.write.Batch.LedgerEntry;
import io.mneme.storage.write.Batch.Request;
import io.mneme.storage.write.Batch.SessionState;
import io.mneme.storage.write.Batch.Verdict;
import io.mneme.storage.write.StateQuery.Conversation;
import java.util.List;
import java.util.Map;

/**
 * All that a batch of events means, ready to be embedded and stored.
 *
 * @param ledger events that took effect
 * @param erasures subjects that ended
 * @param changes in the order of the log
 * @param turns turns of each conversation that grew, as they are after the batch
 * @param sessions states written, in the order of the log
 * @param requests events that asked for something to be gone, whether or not it was there
 * @param verdicts what became of each conditional write of a session
 * @param refusals events that make no sense where they stand
 * @param duplicates how many events had been applied before
 */
public record Derived(
    List<LedgerEntry> ledger,
    List<Erasure> erasures,
    List<Change> changes,
    Map<Conversation, Integer> turns,
    List<SessionState> sessions,
    List<Request> requests,
    List<Verdict> verdicts,
    List<Refusal> refusals,
    int duplicates) {

  /** The same with other changes: those of this one, embedded. */
  public Derived with(List<Change> embedded) {
    return new Derived(
        ledger, erasures, embedded, turns, sessions, requests, verdicts, refusals, duplicates);
  }

  /** An event without effect, and why. */
  public record Refusal(Position position, String cause) {}
}
