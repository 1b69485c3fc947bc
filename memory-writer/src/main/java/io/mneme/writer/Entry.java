package io.mneme.writer;

import io.mneme.schemas.Position;
import io.mneme.writer.derive.Placed;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the log, read: an event, or something that will never be one. */
sealed interface Entry {
  ConsumerRecord<byte[], byte[]> origin();

  default Position position() {
    return new Position(origin().partition(), origin().offset());
  }

  /** It holds an event. */
  record Legible(ConsumerRecord<byte[], byte[]> origin, Placed placed) implements Entry {}

  /**
   * It is poison, or has been given up: a dead letter.
   *
   * @param cause one sentence
   * @param attempts how often it was tried
   */
  record Hopeless(ConsumerRecord<byte[], byte[]> origin, String cause, int attempts)
      implements Entry {}
}
