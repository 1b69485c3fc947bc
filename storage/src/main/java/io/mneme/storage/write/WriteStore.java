package io.mneme.storage.write;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The writer's store. Every method may throw {@link io.mneme.storage.StoreUnavailable}; the writer
 * then waits and asks again.
 */
public interface WriteStore {

  /** The next offset to read of each partition of the events topic; absent: from the beginning. */
  Map<Integer, Long> progress();

  /** The model whose vectors the store keeps; empty until the first one is stored. */
  Optional<String> model();

  /** What deciding over this batch needs to know, read before the transaction. */
  WriterState load(StateQuery query);

  /**
   * One transaction: memory rows, ledger, conversation counters, subject revisions, sessions,
   * outbox rows, receipts and progress. Nothing of it happens when a partition's stored progress is
   * not the expected one (another worker has taken over): {@link CommitResult.Fenced}; or when what
   * was decided on has changed since it was loaded: {@link CommitResult.Overtaken}; or when its
   * vectors are of another model than the store's: {@link CommitResult.OtherModel}. The first
   * vectors stored make their model the store's.
   *
   * <p>A memory that is remembered or revised lies hot or warm: a revised cold one has new words,
   * which no object holds, so the writer brings it back hot. Times are kept to the microsecond.
   *
   * @throws io.mneme.storage.UnstorableRecord when a record of the batch holds what no store can
   *     keep; nothing of the batch is stored
   */
  CommitResult commit(Batch batch);

  /**
   * Committed effects of a partition not yet announced, in the order of the log, at most {@code
   * limit} after a mark; null is from the oldest.
   */
  List<Announcement> outbox(int partition, @Nullable Mark after, int limit);

  /** As {@link #settle(Map, Map)}, of one partition, when the cache held nothing that had to go. */
  default void settle(int partition, long offset) {
    settle(Map.of(partition, offset), Map.of());
  }

  /**
   * Removes outbox rows up to and including an offset of each partition: they were announced. The
   * receipts up to there say so from then on. One transaction.
   *
   * @param offsets by partition
   * @param dropped keys the cache dropped of each subject when it was told
   */
  void settle(Map<Integer, Long> offsets, Map<Subject, Long> dropped);

  /** Where an announcement stands in its partition's outbox: one event can have many. */
  record Mark(long offset, int ordinal) {}

  /** How an effect is told to the rest of the system. */
  sealed interface Announcement {
    Mark mark();

    /** The memory as it is now. */
    record Changed(Mark mark, Memory memory) implements Announcement {}

    /** The memory is gone. */
    record Gone(Mark mark, Subject subject, UUID memoryId) implements Announcement {}

    /**
     * A session of the subject was written, or the subject was erased: no memory to tell of, but
     * what a cache holds of the subject is out of date. One row a session write and erasure.
     */
    record Touched(Mark mark, Subject subject) implements Announcement {}
  }
}
