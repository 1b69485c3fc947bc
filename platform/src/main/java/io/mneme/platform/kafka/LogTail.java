package io.mneme.platform.kafka;

import io.mneme.platform.Outage;
import io.mneme.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The last records of a subject in a topic, for somebody who cannot wait until they are applied.
 * What does not fit into the limits is left out, the oldest first where they are too many. Few can
 * read at the same moment; who gets no turn in time gets an outage. Thread-safe.
 */
public final class LogTail implements AutoCloseable {
  /** Who reads at the same moment. */
  static final int AT_ONCE_MAX = 2;

  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);
  private static final int UNKNOWN = 0;

  private final String topic;
  private final Limits limits;
  private final InstantSource clock;
  private final BlockingQueue<KafkaConsumer<byte[], byte[]>> idle =
      new ArrayBlockingQueue<>(AT_ONCE_MAX);
  private volatile int partitions = UNKNOWN;

  /**
   * What one reading may cost.
   *
   * @param recordsMax looked at, of whomever they are
   * @param bytesMax of the values that are kept
   * @param timeMax until it gives up
   */
  public record Limits(int recordsMax, int bytesMax, Duration timeMax) {}

  /**
   * The subject's records, in their order.
   *
   * @param whole whether that is all there was
   */
  public record Stretch(List<ConsumerRecord<byte[], byte[]>> records, boolean whole) {}

  public LogTail(String bootstrap, String topic, Limits limits, InstantSource clock) {
    this.topic = topic;
    this.limits = limits;
    this.clock = clock;
    for (int i = 0; i < AT_ONCE_MAX; i++) {
      idle.add(consumer(bootstrap));
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * What stands in the log behind these offsets.
   *
   * @param next offset of each partition; absent: from the beginning
   * @throws Outage when Kafka does not answer in time
   */
  public Stretch read(Subject subject, Map<Integer, Long> next) throws Outage {
    Instant end = clock.instant().plus(limits.timeMax());
    KafkaConsumer<byte[], byte[]> consumer = turn(end);
    try {
      return read(consumer, subject, next, end);
    } catch (KafkaException e) {
      throw new Outage("kafka", e);
    } finally {
      idle.add(consumer);
    }
  }

  private KafkaConsumer<byte[], byte[]> turn(Instant end) throws Outage {
    try {
      KafkaConsumer<byte[], byte[]> consumer =
          idle.poll(left(end).toMillis(), TimeUnit.MILLISECONDS);
      if (consumer == null) {
        throw new Outage("kafka", new IllegalStateException("too many read the tail of the log"));
      }
      return consumer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("kafka", e);
    }
  }

  private Stretch read(
      KafkaConsumer<byte[], byte[]> consumer, Subject subject, Map<Integer, Long> next, Instant end)
      throws Outage {
    if (partitions == UNKNOWN) {
      partitions = consumer.partitionsFor(topic, left(end)).size();
    }
    TopicPartition partition = new TopicPartition(topic, SubjectPartitions.of(subject, partitions));
    Long last = consumer.endOffsets(List.of(partition), left(end)).get(partition);
    if (last == null) {
      throw new Outage("kafka", new IllegalStateException("a partition has no end"));
    }
    long wanted = next.getOrDefault(partition.partition(), 0L);
    long first = Math.max(wanted, last - limits.recordsMax());
    Kept kept = new Kept(subject, last);
    if (first < last) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, first);
      while (kept.bytes <= limits.bytesMax()
          && consumer.position(partition) < last
          && !left(end).isZero()) {
        consumer.poll(left(end)).forEach(kept::take);
      }
    }
    boolean reached = first >= last || consumer.position(partition) >= last;
    return new Stretch(kept.records, first == wanted && reached);
  }

  private Duration left(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** What was read of one subject. */
  private static final class Kept {
    private final byte[] key;
    private final long last;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private long bytes;

    Kept(Subject subject, long last) {
      this.key = subject.key().getBytes(StandardCharsets.UTF_8);
      this.last = last;
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
      if (record.offset() < last && Arrays.equals(key, record.key()) && record.value() != null) {
        records.add(record);
        bytes += record.value().length;
      }
    }
  }

  @Override
  public void close() {
    idle.forEach(consumer -> consumer.close(CloseOptions.timeout(CLOSE_MAX)));
  }
}
