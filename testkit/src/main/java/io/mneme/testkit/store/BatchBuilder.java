package io.mneme.testkit.store;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.StateQuery.Conversation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes down a batch of one partition as a test tells it: each effect takes the next offset, and
 * its event goes into the ledger.
 */
public final class BatchBuilder {
  private final int partition;
  private final long expected;
  private long next;
  private final List<Batch.LedgerEntry> ledger = new ArrayList<>();
  private final List<Batch.Erasure> erasures = new ArrayList<>();
  private final List<Batch.Change> changes = new ArrayList<>();
  private final Map<Conversation, Integer> turns = new HashMap<>();
  private final List<Batch.SessionState> sessions = new ArrayList<>();
  private final List<Batch.Request> requests = new ArrayList<>();
  private final List<Batch.Verdict> verdicts = new ArrayList<>();

  private BatchBuilder(int partition, long expected) {
    this.partition = partition;
    this.expected = expected;
    this.next = expected;
  }

  /** A batch that expects this progress of the partition. */
  public static BatchBuilder batch(int partition, long expected) {
    return new BatchBuilder(partition, expected);
  }

  /** Remembers a memory at its own source position. */
  public BatchBuilder remember(Memory memory) {
    Position position = new Position(memory.source().partition(), memory.source().offset());
    event(memory.source().eventId(), position);
    changes.add(new Batch.Change.Remember(position, memory));
    return this;
  }

  /** Gives a memory its next version. */
  public BatchBuilder revise(Memory before, Memory memory) {
    Position position = event();
    changes.add(new Batch.Change.Revise(position, memory, before));
    return this;
  }

  public BatchBuilder forget(Memory memory) {
    Position position = event();
    changes.add(new Batch.Change.Forget(position, memory.subject(), memory.memoryId()));
    return this;
  }

  /** Forgets a memory, with a receipt. */
  public BatchBuilder forgetOnRequest(Memory memory) {
    Position position = new Position(partition, next);
    request(position, memory.subject(), memory.memoryId(), Samples.START);
    return forget(memory);
  }

  /** Asks for a memory to be forgotten that is not there. */
  public BatchBuilder forgetNothing(Subject subject, UUID memoryId) {
    request(event(), subject, memoryId, Samples.START);
    return this;
  }

  /** Erases a subject, whose memories these are, with a receipt. */
  public BatchBuilder eraseOnRequest(Subject subject, List<UUID> memories) {
    request(new Position(partition, next), subject, null, Samples.START);
    return erase(subject, memories, Samples.START);
  }

  private void request(
      Position position, Subject subject, @Nullable UUID memoryId, Instant acceptedAt) {
    requests.add(
        new Batch.Request(Samples.eventId(position), position, subject, memoryId, acceptedAt));
  }

  /** Erases a subject, whose memories these are. */
  public BatchBuilder erase(Subject subject, List<UUID> memories) {
    return erase(subject, memories, Instant.EPOCH);
  }

  /** Erases a subject, whose memories these are, as it was asked for at this time. */
  public BatchBuilder erase(Subject subject, List<UUID> memories, Instant acceptedAt) {
    Position position = event();
    erasures.add(new Batch.Erasure(position, subject, acceptedAt));
    for (UUID memory : memories) {
      changes.add(new Batch.Change.Forget(position, subject, memory));
    }
    return this;
  }

  /** Turns of a conversation after the batch. */
  public BatchBuilder turns(Subject subject, String conversation, int count) {
    turns.put(new Conversation(subject, conversation), count);
    return this;
  }

  public BatchBuilder session(
      Subject subject, String session, Map<String, Object> state, Instant touchedAt) {
    Position position = event();
    sessions.add(
        new Batch.SessionState(
            subject, session, state, touchedAt, Samples.eventId(position), position));
    return this;
  }

  /** A conditional write that found the state of this event, or none. */
  public BatchBuilder refusedSession(Subject subject, String session, @Nullable UUID current) {
    Position position = event();
    verdicts.add(
        new Batch.Verdict(
            Samples.eventId(position), position, subject, session, current, Samples.START));
    return this;
  }

  /** Only an event of the ledger. */
  public BatchBuilder event(UUID eventId) {
    event(eventId, new Position(partition, next));
    return this;
  }

  public Batch build() {
    return new Batch(
        List.copyOf(ledger),
        List.copyOf(erasures),
        List.copyOf(changes),
        Map.copyOf(turns),
        List.copyOf(sessions),
        List.of(new Batch.Advance(partition, expected, next)),
        List.copyOf(requests),
        List.copyOf(verdicts));
  }

  private Position event() {
    Position position = new Position(partition, next);
    event(Samples.eventId(position), position);
    return position;
  }

  private void event(UUID eventId, Position position) {
    ledger.add(new Batch.LedgerEntry(eventId, position));
    next = Math.max(next, position.offset() + 1);
  }
}
