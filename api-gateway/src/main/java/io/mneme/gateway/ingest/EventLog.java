package io.mneme.gateway.ingest;

import io.mneme.platform.Outage;
import io.mneme.platform.http.Problem;
import io.mneme.platform.kafka.EventRecords;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log, from its writing end: an event is in it once every in-sync replica has it. */
public final class EventLog {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

  /** Level of the ladder on which no write is accepted. */
  private static final String NO_WRITES = "L3";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final Answer UNAVAILABLE =
      new Answer.Unavailable(
          Problem.unavailable(
                  "The log did not acknowledge the event in time. Send it again; with the same"
                      + " idempotency key it counts once.",
                  RETRY_AFTER)
              .withHeader(Headers.DEGRADATION, NO_WRITES));

  private final RecordPublisher publisher;
  private final InFlight inFlight;

  public EventLog(RecordPublisher publisher, InFlight inFlight) {
    this.publisher = publisher;
    this.inFlight = inFlight;
  }

  /** Learns the topic's layout in the background, so that the first event need not wait for it. */
  public EventLog prepare() {
    Thread.ofVirtual()
        .name("prepare log")
        .start(() -> {
          try {
            for (Lane lane : Lane.values()) {
              publisher.partitions(lane.topic());
            }
          } catch (Outage e) {
            LOG.warn("the log is not there yet: {}", e.getMessage());
          }
        });
    return this;
  }

  /** Whether an event can be appended now without waiting for the topic's layout. */
  boolean isReady(Lane lane) {
    return publisher.knows(lane.topic());
  }

  /** Appends an event; the answer is there once it is durable, or cannot be in time. */
  CompletableFuture<Answer> append(Event event, Sending sending) {
    ProducerRecord<byte[], byte[]> record = record(event, sending);
    int bytes = record.value().length;
    if (!inFlight.enter(bytes, sending.patience())) {
      return CompletableFuture.completedFuture(UNAVAILABLE);
    }
    return publisher
        .send(record)
        .handle((metadata, failure) -> {
          inFlight.leave(bytes);
          return failure == null
              ? new Answer.Accepted(receipt(event, sending.lane(), metadata))
              : unavailable(failure);
        });
  }

  private static Receipt receipt(Event event, Lane lane, RecordMetadata metadata) {
    return switch (lane) {
      case INTERACTIVE ->
          Receipt.inTheLog(event.eventId(), new Position(metadata.partition(), metadata.offset()));
      case BULK -> Receipt.queued(event.eventId());
    };
  }

  private static ProducerRecord<byte[], byte[]> record(Event event, Sending sending) {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(sending.lane().topic(), event);
    Trace trace = sending.trace();
    RecordHeaders.correlationId(record.headers(), trace.correlationId());
    trace
        .parent()
        .ifPresent(parent -> RecordHeaders.put(record.headers(), Headers.TRACEPARENT, parent));
    if (!event.tenant().equals(trace.caller().tenant())) {
      RecordHeaders.put(record.headers(), Headers.WRITTEN_BY, trace.author());
    }
    if (sending.lane() == Lane.BULK) {
      RecordHeaders.put(record.headers(), Headers.PRIORITY, Headers.BULK);
    }
    return record;
  }

  private static Answer unavailable(Throwable failure) {
    if (failure instanceof Outage) {
      return UNAVAILABLE;
    }
    throw new CompletionException(failure);
  }
}
