package io.mneme.schemas.deadletter;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What rides in the headers of a record in {@code mneme.dead-letters}; key, value and the other
 * headers are the record as it was. Schema {@code dead-letter/1}. Header names are the field names
 * with {@code mneme-dlq-} before them and dashes for underscores.
 *
 * @param topic where the record stood
 * @param partition where the record stood
 * @param offset where the record stood
 * @param cause what is wrong with it, in one sentence
 * @param attempts how often it was tried
 * @param service who gave it up
 * @param failedAt when
 * @param correlationId of the request that wrote it, where known
 * @param cut what had to be left out of a record too large for the topic; null where it is whole
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    String cause,
    int attempts,
    String service,
    Instant failedAt,
    @Nullable String correlationId,
    @Nullable String cut) {
  public static final String HEADER_PREFIX = "mneme-dlq-";

  public DeadLetter {
    Objects.requireNonNull(topic, "topic is missing");
    Objects.requireNonNull(cause, "cause is missing");
    Objects.requireNonNull(service, "service is missing");
    Objects.requireNonNull(failedAt, "failed_at is missing");
  }
}
