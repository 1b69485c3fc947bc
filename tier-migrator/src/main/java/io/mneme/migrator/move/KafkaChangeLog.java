package io.mneme.migrator.move;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * {@code mneme.changes}: one key a memory, so that compaction keeps each, on its subject's
 * partition, where the job hears it in order with everything else about the subject.
 */
public final class KafkaChangeLog implements ChangeLog {
  static final String SCHEMA = "memory/1";

  private final RecordPublisher publisher;
  private final SubjectPartitions partitions;

  public KafkaChangeLog(RecordPublisher publisher, SubjectPartitions partitions) {
    this.publisher = publisher;
    this.partitions = partitions;
  }

  @Override
  public void publish(List<Announcement> announcements) throws Outage {
    List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>(announcements.size());
    for (Announcement announcement : announcements) {
      sent.add(publisher.send(record(announcement)));
    }
    for (CompletableFuture<RecordMetadata> acknowledgement : sent) {
      RecordPublisher.await(acknowledgement);
    }
  }

  private ProducerRecord<byte[], byte[]> record(Announcement announcement) throws Outage {
    ProducerRecord<byte[], byte[]> record =
        switch (announcement) {
          case Announcement.Stands stands ->
              new ProducerRecord<>(
                  Topics.CHANGES,
                  partitions.of(stands.memory().subject(), Topics.CHANGES),
                  key(stands.memory().subject(), stands.memory().memoryId()),
                  Json.write(stands.memory()));
          case Announcement.Gone gone ->
              new ProducerRecord<>(
                  Topics.CHANGES,
                  partitions.of(gone.subject(), Topics.CHANGES),
                  key(gone.subject(), gone.memoryId()),
                  null);
        };
    RecordHeaders.schema(record.headers(), SCHEMA);
    if (announcement.correlationId() != null) {
      RecordHeaders.correlationId(record.headers(), announcement.correlationId());
    }
    return record;
  }

  private static byte[] key(Subject subject, UUID memoryId) {
    return (subject.key() + "/" + memoryId).getBytes(StandardCharsets.UTF_8);
  }
}
