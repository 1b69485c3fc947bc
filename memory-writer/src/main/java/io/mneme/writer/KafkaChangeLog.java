package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.Json;
import io.mneme.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * {@code mneme.changes}: one key a memory, so that compaction keeps each; on its subject's
 * partition, so that whoever reads changes and events reads both of a subject.
 */
final class KafkaChangeLog implements ChangeLog {
  static final String SCHEMA = "memory/1";

  private final RecordPublisher publisher;
  private final SubjectPartitions partitions;

  KafkaChangeLog(RecordPublisher publisher, SubjectPartitions partitions) {
    this.publisher = publisher;
    this.partitions = partitions;
  }

  @Override
  public void publish(List<Publication> changes) throws Outage {
    List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>(changes.size());
    for (Publication change : changes) {
      sent.add(publisher.send(record(change)));
    }
    for (CompletableFuture<RecordMetadata> acknowledgement : sent) {
      RecordPublisher.await(acknowledgement);
    }
  }

  private ProducerRecord<byte[], byte[]> record(Publication change) throws Outage {
    String key = change.subject().key() + "/" + change.memoryId();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.CHANGES,
            partitions.of(change.subject(), Topics.CHANGES),
            key.getBytes(StandardCharsets.UTF_8),
            change.memory() == null ? null : Json.write(change.memory()));
    RecordHeaders.schema(record.headers(), SCHEMA);
    if (change.correlationId() != null) {
      RecordHeaders.correlationId(record.headers(), change.correlationId());
    }
    return record;
  }
}
