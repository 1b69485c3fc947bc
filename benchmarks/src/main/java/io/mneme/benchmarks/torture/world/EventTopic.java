package io.mneme.benchmarks.torture.world;

import io.mneme.benchmarks.torture.guarantee.Letter;
import io.mneme.benchmarks.torture.guarantee.LogRecord;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.deadletter.DeadLetter;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** {@code mneme.events} past the gateway: what nobody should write, and all of it read back. */
public final class EventTopic implements AutoCloseable {
  /** A correlation id that begins so says: nobody can apply this, and we know. */
  private static final String PLANNED = "planned-poison-";

  private final String bootstrap;
  private final RecordPublisher publisher;
  private int poisons;

  EventTopic(String bootstrap) {
    this.bootstrap = bootstrap;
    this.publisher = new RecordPublisher(PublisherConfig.of(bootstrap));
  }

  /** Puts bytes nobody can apply among a subject's records, marked as planned. */
  public void poison(Subject subject, byte @Nullable [] value) throws Outage {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.EVENTS,
            SubjectPartitions.of(subject, Topics.PARTITIONS_DEFAULT),
            subject.key().getBytes(StandardCharsets.UTF_8),
            value);
    poisons++;
    RecordHeaders.correlationId(record.headers(), PLANNED + poisons);
    publisher.sendAndWait(record);
  }

  /** Produces every record of a partition again, as a restored backup would; says how many. */
  public int produceAgain(int partition) throws Outage {
    List<ConsumerRecord<byte[], byte[]>> records =
        read(Topics.EVENTS, List.of(new TopicPartition(Topics.EVENTS, partition)));
    for (ConsumerRecord<byte[], byte[]> record : records) {
      var _ =
          publisher.send(
              new ProducerRecord<>(
                  record.topic(),
                  record.partition(),
                  record.key(),
                  record.value(),
                  record.headers()));
    }
    return records.size();
  }

  /** Every record there is. */
  public List<LogRecord> log() {
    return read(Topics.EVENTS, all(Topics.EVENTS)).stream()
        .map(record ->
            new LogRecord(
                new Position(record.partition(), record.offset()), event(record), planned(record)))
        .sorted(
            Comparator.comparingInt((LogRecord record) -> record.position().partition())
                .thenComparingLong(record -> record.position().offset()))
        .toList();
  }

  private static boolean planned(ConsumerRecord<byte[], byte[]> record) {
    return RecordHeaders.correlationId(record.headers())
        .filter(id -> id.startsWith(PLANNED))
        .isPresent();
  }

  private static @Nullable Event event(ConsumerRecord<byte[], byte[]> record) {
    try {
      return record.value() == null ? null : Json.read(record.value(), Event.class);
    } catch (IOException e) {
      return null; // poison, planned or not: the guarantees tell
    }
  }

  /** Every dead letter there is. */
  public List<Letter> letters() {
    return read(Topics.DEAD_LETTERS, all(Topics.DEAD_LETTERS)).stream()
        .map(record ->
            new Letter(
                new Position(
                    Integer.parseInt(header(record, "partition")),
                    Long.parseLong(header(record, "offset"))),
                header(record, "cause")))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return RecordHeaders.get(record.headers(), DeadLetter.HEADER_PREFIX + name).orElse("");
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, List<TopicPartition> from) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(from);
      consumer.seekToBeginning(from);
      Map<TopicPartition, Long> ends = consumer.endOffsets(from);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (from.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(200)).records(topic).forEach(records::add);
      }
      return records;
    }
  }

  private static List<TopicPartition> all(String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int partition = 0; partition < Topics.PARTITIONS_DEFAULT; partition++) {
      partitions.add(new TopicPartition(topic, partition));
    }
    return partitions;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    publisher.close();
  }
}
