package io.mneme.migrator.job;

import io.mneme.platform.kafka.DeadLetters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a record the job cannot read to {@code mneme.dead-letters}, in the same transaction that
 * steps over it, and goes on with its neighbours.
 */
public final class PoisonToDeadLetters implements DeserializationExceptionHandler {
  static final String DEAD_LETTERS = "mneme.dead.letters";
  private static final Logger LOG = LoggerFactory.getLogger(PoisonToDeadLetters.class);

  private @Nullable DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetters = (DeadLetters) Objects.requireNonNull(configs.get(DEAD_LETTERS), DEAD_LETTERS);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception poison) {
    String cause = String.valueOf(poison.getMessage());
    LOG.warn("a record cannot be read and becomes a dead letter: {}", cause);
    return Response.resume(List.of(Objects.requireNonNull(deadLetters).letter(record, cause, 1)));
  }
}
