package io.mneme.storage.write;

import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.Map;

/**
 * The writer's store. Every method may throw {@link io.mneme.storage.StoreUnavailable}; the writer
 * then waits and asks again.
 */
public interface WriteStore {

  /** The next offset to read of each partition of the events topic; absent: from the beginning. */
  Map<Integer, Long> progress();

  /** What deciding over this batch needs to know, read before the transaction. */
  WriterState load(StateQuery query);

  /**
   * One transaction: memory rows, ledger, conversation counters, subject revisions, sessions,
   * outbox rows and progress. Nothing of it happens when a partition's stored progress is not the
   * expected one (another worker has taken over): {@link CommitResult.Fenced}.
   */
  CommitResult commit(Batch batch);

  /** Committed changes of a partition not yet announced, oldest first, at most {@code limit}. */
  List<Announcement> outbox(int partition, int limit);

  /** Removes outbox rows of a partition up to and including an offset: they were announced. */
  void settle(int partition, long offset);

  /** How a change is told to the rest of the system. */
  sealed interface Announcement {
    long offset();

    /** The memory as it is now. */
    record Changed(long offset, Memory memory) implements Announcement {}

    /** The memory is gone. */
    record Gone(long offset, io.mneme.schemas.Subject subject, java.util.UUID memoryId)
        implements Announcement {}
  }
}
