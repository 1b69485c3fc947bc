package io.mneme.gateway.ingest;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.EventRecords;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.topic.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log, from its writing end: an event is in it once every in-sync replica has it. */
public final class EventLog {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

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
            publisher.partitions(Topics.EVENTS);
          } catch (Outage e) {
            LOG.warn("the log is not there yet: {}", e.getMessage());
          }
        });
    return this;
  }

  /**
   * Appends an event.
   *
   * @return where it stands, once it is durable; fails as {@link RecordPublisher#send} does, and
   *     with an {@link Outage} when too much is on its way already
   */
  CompletableFuture<Position> append(Event event, Sending sending) {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(sending.lane().topic(), event);
    int bytes = record.value().length;
    if (!inFlight.enter(bytes, sending.patience())) {
      return CompletableFuture.failedFuture(
          new Outage("kafka", new TimeoutException("no room for more unacknowledged events")));
    }
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
    return publisher
        .send(record)
        .whenComplete((_, _) -> inFlight.leave(bytes))
        .thenApply(metadata -> new Position(metadata.partition(), metadata.offset()));
  }
}
