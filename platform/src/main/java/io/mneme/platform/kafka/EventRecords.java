package io.mneme.platform.kafka;

import io.mneme.schemas.Json;
import io.mneme.schemas.event.Event;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** How an event stands in the log, whoever writes it: by its subject, at the time of acceptance. */
public final class EventRecords {
  private static final String SCHEMA = "event/1";

  private EventRecords() {}

  /** The record of an event, for the log or the waiting room before it. */
  public static ProducerRecord<byte[], byte[]> of(String topic, Event event) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            null,
            event.acceptedAt().toEpochMilli(),
            event.subject().key().getBytes(StandardCharsets.UTF_8),
            Json.write(event));
    RecordHeaders.schema(record.headers(), SCHEMA);
    return record;
  }
}
