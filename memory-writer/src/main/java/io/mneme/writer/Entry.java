package io.mneme.writer;

import io.mneme.schemas.Position;
import io.mneme.writer.derive.Placed;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

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
   * @param cause one sentence, cut to what a header carries
   * @param attempts how often it was tried
   */
  record Hopeless(ConsumerRecord<byte[], byte[]> origin, String cause, int attempts)
      implements Entry {
    static final int CAUSE_CHARS_MAX = 500;
    static final int FIRST_ATTEMPT = 1;

    public Hopeless {
      cause = cause.substring(0, Math.min(cause.length(), CAUSE_CHARS_MAX));
    }

    static Hopeless because(Throwable fault, ConsumerRecord<byte[], byte[]> origin, int attempts) {
      return new Hopeless(origin, sentence(fault.getMessage(), fault), attempts);
    }

    private static String sentence(@Nullable String message, Throwable fault) {
      return message == null ? fault.getClass().getName() : message;
    }
  }
}
