package io.mneme.platform.kafka;

import io.mneme.platform.Outage;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a service does with the records of one poll. Called by the loop's thread only, with records
 * of one or more partitions, each partition's in order.
 */
public interface BatchHandler {

  /**
   * Applies the batch completely, dead letters of single records included. Returning means every
   * effect is durable and the offsets may be committed.
   *
   * @throws Outage when it cannot be applied now; the loop pauses, waits and calls again with the
   *     same records
   * @throws LostPartition when another worker has taken over; the loop forgets its position and
   *     asks where to read on
   */
  void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws Outage, LostPartition;

  /** Told, before a batch, which partitions this worker reads now. */
  default void owns(Set<TopicPartition> partitions) {}

  /**
   * Told of the batch that comes after the one about to be handled: a moment to begin what takes
   * long and has no effect. It may never be handled, and is perhaps not the one handled next. Must
   * return at once and must not fail.
   */
  default void prepare(List<ConsumerRecord<byte[], byte[]>> ahead) {}

  /**
   * Called when a poll brought nothing: a moment to finish what an earlier batch could leave for
   * later. What cannot be finished now is left for the next time.
   */
  default void idle() {}

  /** Another worker's progress stands on a partition this one believed to own. */
  final class LostPartition extends Exception {
    private static final long serialVersionUID = 1L;

    public LostPartition(String message) {
      super(message);
    }
  }
}
