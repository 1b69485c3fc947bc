package io.mneme.platform.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one poll, each partition's in order.
 *
 * @param records what is to be handled
 */
record LoopBatch(List<ConsumerRecord<byte[], byte[]>> records) {
  static final LoopBatch EMPTY = new LoopBatch(List.of());

  boolean isEmpty() {
    return records.isEmpty();
  }

  /** What is left of it once other partitions have gone to another worker. */
  LoopBatch keep(Collection<TopicPartition> owned) {
    return new LoopBatch(
        records.stream().filter(record -> owned.contains(partitionOf(record))).toList());
  }

  /** What is left of it without these partitions. */
  LoopBatch without(Collection<TopicPartition> gone) {
    return new LoopBatch(
        records.stream().filter(record -> !gone.contains(partitionOf(record))).toList());
  }

  /** Where to read on after it. */
  Map<TopicPartition, OffsetAndMetadata> nextOffsets() {
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      next.put(
          partitionOf(record),
          new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), ""));
    }
    return next;
  }

  private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
