package io.mneme.writer.live;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Kafka as a gateway and a curious operator use it. */
public final class EventLog implements AutoCloseable {
  /** 1 MiB and a batch's head is the broker's limit; this leaves 400 bytes for key and header. */
  public static final int VALUE_BYTES_MAX = (1 << 20) - 400;

  private final String bootstrap;
  private final int partitions;
  private final RecordPublisher publisher;

  public EventLog(String bootstrap, int partitions) {
    this.bootstrap = bootstrap;
    this.partitions = partitions;
    this.publisher = new RecordPublisher(PublisherConfig.of(bootstrap));
  }

  /** Publishes an event as the gateway does. */
  public Position publish(Event event) throws Outage {
    return publish(event.subject(), event.subject().key(), Json.write(event));
  }

  /** Publishes whatever bytes on a subject's partition. */
  public Position publish(Subject subject, String key, byte @Nullable [] value) throws Outage {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.EVENTS,
            SubjectPartitions.of(subject, partitions),
            key.getBytes(StandardCharsets.UTF_8),
            value);
    RecordHeaders.correlationId(record.headers(), "of-" + subject.user());
    return position(publisher.sendAndWait(record));
  }

  /** Publishes a record again, as a retried request or a restored backup would. */
  public Position publishAgain(ConsumerRecord<byte[], byte[]> record) throws Outage {
    return position(
        publisher.sendAndWait(
            new ProducerRecord<>(
                record.topic(), record.partition(), record.key(), record.value())));
  }

  private static Position position(RecordMetadata metadata) {
    return new Position(metadata.partition(), metadata.offset());
  }

  /** The end of each partition of the events. */
  public Map<Integer, Long> ends() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<Integer, Long> ends = new TreeMap<>();
      consumer
          .endOffsets(partitionsOf(consumer, Topics.EVENTS))
          .forEach((partition, end) -> ends.put(partition.partition(), end));
      return ends;
    }
  }

  /** Every record of a topic, partition by partition in order. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> all = partitionsOf(consumer, topic);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(50)).forEach(records::add);
      }
      return records;
    }
  }

  private static List<TopicPartition> partitionsOf(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map((PartitionInfo info) -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrap),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    publisher.close();
  }
}
