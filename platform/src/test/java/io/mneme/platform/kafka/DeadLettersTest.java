package io.mneme.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.platform.Outage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class DeadLettersTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2025-01-01T00:00:00Z"));

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final DeadLetters letters =
      new DeadLetters(new RecordPublisher(producer), "memory-writer", CLOCK);

  @Test
  void theRecordIsKeptAsItWasWithItsCauseInHeaders() throws Exception {
    ConsumerRecord<byte[], byte[]> record = record();

    letters.bury(record, "text is missing", 3);

    ProducerRecord<byte[], byte[]> dead = producer.history().getFirst();
    assertThat(dead.topic()).isEqualTo("mneme.dead-letters");
    assertThat(dead.key()).isEqualTo(record.key());
    assertThat(dead.value()).isEqualTo(record.value());
    assertThat(header(dead, "mneme-schema")).isEqualTo("event/1");
    assertThat(header(dead, "mneme-dlq-topic")).isEqualTo("mneme.events");
    assertThat(header(dead, "mneme-dlq-partition")).isEqualTo("4");
    assertThat(header(dead, "mneme-dlq-offset")).isEqualTo("17");
    assertThat(header(dead, "mneme-dlq-cause")).isEqualTo("text is missing");
    assertThat(header(dead, "mneme-dlq-attempts")).isEqualTo("3");
    assertThat(header(dead, "mneme-dlq-service")).isEqualTo("memory-writer");
    assertThat(header(dead, "mneme-dlq-failed-at")).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(header(dead, "mneme-dlq-correlation-id")).isEqualTo("c-1");
  }

  @Test
  void aDeadLetterThatKafkaDoesNotTakeIsAnOutage() {
    producer.sendException = new TimeoutException("no broker");

    assertThatThrownBy(() -> letters.bury(record(), "poison", 1))
        .isInstanceOf(Outage.class)
        .hasMessageContaining("no broker");
  }

  @Test
  void aTopicThatTakesLessThanTheCataloguesGetsACutLetter() throws Exception {
    ConsumerRecord<byte[], byte[]> large =
        new ConsumerRecord<>("mneme.events", 4, 17, new byte[1], new byte[1_048_000]);
    MockProducer<byte[], byte[]> strict =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(
              ProducerRecord<byte[], byte[]> record, Callback callback) {
            sendException =
                record.value().length > 1_000_000 ? new RecordTooLargeException("large") : null;
            return super.send(record, callback);
          }
        };

    new DeadLetters(new RecordPublisher(strict), "memory-writer", CLOCK).bury(large, "poison", 1);

    ProducerRecord<byte[], byte[]> dead = strict.history().getLast();
    assertThat(dead.value()).hasSizeBetween(900_000, 1_000_000);
    assertThat(header(dead, "mneme-dlq-cut")).contains("of 1048000 bytes");
  }

  private static ConsumerRecord<byte[], byte[]> record() {
    byte[] bytes = "x".getBytes(StandardCharsets.UTF_8);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("mneme.events", 4, 17, bytes, bytes);
    RecordHeaders.schema(record.headers(), "event/1");
    RecordHeaders.correlationId(record.headers(), "c-1");
    return record;
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return RecordHeaders.get(record.headers(), name).orElseThrow();
  }
}
