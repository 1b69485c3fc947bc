package io.mneme.platform.kafka;

import io.mneme.platform.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads stretches of a topic for work that has an end: no group, no committed offsets, nobody else
 * is disturbed. Used by one thread at a time.
 */
public final class LogReader implements AutoCloseable {
  static final int RECORDS_AT_ONCE_MAX = 2_000;

  private static final Duration POLL_MAX = Duration.ofMillis(200);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;

  public LogReader(String bootstrap, String topic) {
    this.topic = topic;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none", // what is not there any more must be said, not jumped over
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                RECORDS_AT_ONCE_MAX),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Takes what was read, in the order of each partition. */
  @FunctionalInterface
  public interface Taker<E extends Exception> {
    void take(List<ConsumerRecord<byte[], byte[]>> records) throws E;
  }

  /** The topic's partitions. */
  public List<Integer> partitions() throws Outage {
    return asked(
        () -> consumer.partitionsFor(topic).stream().map(info -> info.partition()).toList());
  }

  /** The first offset each partition still has. */
  public Map<Integer, Long> beginnings() throws Outage {
    List<TopicPartition> all = named(partitions());
    return asked(() -> numbered(consumer.beginningOffsets(all)));
  }

  /** The offset behind the last record of each partition. */
  public Map<Integer, Long> ends() throws Outage {
    List<TopicPartition> all = named(partitions());
    return asked(() -> numbered(consumer.endOffsets(all)));
  }

  /** The first offset of each partition whose record is of that moment or later; else its end. */
  public Map<Integer, Long> since(Instant time) throws Outage {
    Map<Integer, Long> from = new TreeMap<>(ends());
    Map<TopicPartition, Long> moments = new HashMap<>();
    named(from.keySet()).forEach(partition -> moments.put(partition, time.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> found = asked(() -> consumer.offsetsForTimes(moments));
    found.forEach((partition, at) -> {
      if (at != null) {
        from.put(partition.partition(), at.offset());
      }
    });
    return from;
  }

  /**
   * Hands over every record from one offset up to, and without, another; of partitions that have
   * both.
   *
   * @throws Outage when Kafka cannot be read now
   */
  public <E extends Exception> void read(
      Map<Integer, Long> from, Map<Integer, Long> to, Taker<E> taker) throws E, Outage {
    Map<TopicPartition, Long> open = new HashMap<>();
    to.forEach((partition, end) -> {
      Long start = from.get(partition);
      if (start != null && start < end) {
        open.put(new TopicPartition(topic, partition), end);
      }
    });
    consumer.assign(open.keySet());
    consumer.resume(open.keySet()); // one assigned before is still paused from its end then
    open.keySet().forEach(p -> consumer.seek(p, from.getOrDefault(p.partition(), 0L)));
    while (!open.isEmpty()) {
      List<ConsumerRecord<byte[], byte[]>> wanted = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : asked(() -> consumer.poll(POLL_MAX))) {
        if (record.offset() < to.getOrDefault(record.partition(), 0L)) {
          wanted.add(record);
        }
      }
      if (!wanted.isEmpty()) {
        taker.take(wanted);
      }
      finish(open);
    }
  }

  /** By position and not by the last record: a transaction's end has an offset and no record. */
  private void finish(Map<TopicPartition, Long> open) throws Outage {
    List<TopicPartition> done = new ArrayList<>();
    for (Map.Entry<TopicPartition, Long> partition : open.entrySet()) {
      if (asked(() -> consumer.position(partition.getKey())) >= partition.getValue()) {
        done.add(partition.getKey());
      }
    }
    consumer.pause(done);
    done.forEach(open::remove);
  }

  private List<TopicPartition> named(Collection<Integer> partitions) {
    return partitions.stream().map(partition -> new TopicPartition(topic, partition)).toList();
  }

  private static Map<Integer, Long> numbered(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> numbered = new TreeMap<>();
    offsets.forEach((partition, offset) -> numbered.put(partition.partition(), offset));
    return numbered;
  }

  /** A question to Kafka. */
  private interface Question<T> {
    T ask();
  }

  private static <T> T asked(Question<T> question) throws Outage {
    try {
      return question.ask();
    } catch (KafkaException e) {
      throw new Outage("kafka", e);
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_MAX));
  }
}
