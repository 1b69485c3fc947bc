package io.mneme.platform.kafka;

import io.mneme.platform.Outage;
import io.mneme.schemas.Headers;
import io.mneme.schemas.deadletter.DeadLetter;
import io.mneme.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Where a record goes that no worker can apply: to {@code mneme.dead-letters}, key, value and
 * headers as they were, with the cause in further headers; of one too large for that, as much as
 * fits, so that no size of a record can stop a worker. Its offset may be committed only after
 * {@link #bury} has returned.
 */
public final class DeadLetters {
  /** A worker's own producer has Kafka's default limit of 1 MiB a request. */
  static final int IN_OWN_TRANSACTION_BYTES_MAX = 960 << 10;

  /**
   * How large a letter may be, in bytes: what the catalogue's topic takes, what a topic with
   * Kafka's default takes, and what any takes.
   */
  static final List<Integer> SIZES_TRIED =
      List.of(Topics.DEAD_LETTER_BYTES_MAX - (16 << 10), IN_OWN_TRANSACTION_BYTES_MAX, 128 << 10);

  private final RecordPublisher publisher;
  private final String service;
  private final InstantSource clock;

  /**
   * @param service who gives records up, for example {@code memory-writer}
   */
  public DeadLetters(RecordPublisher publisher, String service, InstantSource clock) {
    this.publisher = publisher;
    this.service = service;
    this.clock = clock;
  }

  /**
   * The record that {@link #bury} publishes, for a worker that writes it in a transaction of its
   * own.
   */
  public ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, String cause, int attempts) {
    return LetterCut.to(
        IN_OWN_TRANSACTION_BYTES_MAX, letter(record, describe(record, cause, attempts)));
  }

  /**
   * Publishes the dead letter and waits for its acknowledgement.
   *
   * @param cause what is wrong with the record, in one sentence
   * @param attempts how often it was tried
   * @throws Outage when Kafka cannot take it now
   */
  public DeadLetter bury(ConsumerRecord<byte[], byte[]> record, String cause, int attempts)
      throws Outage {
    DeadLetter letter = describe(record, cause, attempts);
    ProducerRecord<byte[], byte[]> whole = letter(record, letter);
    RecordTooLargeException tooLarge = new RecordTooLargeException("no size was tried");
    for (int bytesMax : SIZES_TRIED) {
      try {
        publisher.sendAndWait(LetterCut.to(bytesMax, whole));
        return letter;
      } catch (RecordTooLargeException e) {
        tooLarge = e;
      }
    }
    throw new Outage("kafka", tooLarge);
  }

  private DeadLetter describe(ConsumerRecord<byte[], byte[]> record, String cause, int attempts) {
    return new DeadLetter(
        record.topic(),
        record.partition(),
        record.offset(),
        cause,
        attempts,
        service,
        clock.instant(),
        RecordHeaders.correlationId(record.headers()).orElse(null),
        null);
  }

  private static ProducerRecord<byte[], byte[]> letter(
      ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
    ProducerRecord<byte[], byte[]> dead =
        new ProducerRecord<>(Topics.DEAD_LETTERS, null, record.key(), record.value());
    record.headers().forEach(header -> dead.headers().add(header));
    headersOf(letter).forEach((name, value) -> RecordHeaders.put(dead.headers(), name, value));
    return dead;
  }

  private static Map<String, String> headersOf(DeadLetter letter) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(DeadLetter.HEADER_PREFIX + "topic", letter.topic());
    headers.put(DeadLetter.HEADER_PREFIX + "partition", Integer.toString(letter.partition()));
    headers.put(DeadLetter.HEADER_PREFIX + "offset", Long.toString(letter.offset()));
    headers.put(DeadLetter.HEADER_PREFIX + "cause", letter.cause());
    headers.put(DeadLetter.HEADER_PREFIX + "attempts", Integer.toString(letter.attempts()));
    headers.put(DeadLetter.HEADER_PREFIX + "service", letter.service());
    headers.put(DeadLetter.HEADER_PREFIX + "failed-at", letter.failedAt().toString());
    String correlationId = letter.correlationId();
    if (correlationId != null) {
      headers.put(DeadLetter.HEADER_PREFIX + "correlation-id", correlationId);
      headers.put(Headers.CORRELATION_ID, correlationId);
    }
    return headers;
  }
}
