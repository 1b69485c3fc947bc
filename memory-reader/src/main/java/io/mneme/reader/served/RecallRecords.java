package io.mneme.reader.served;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mneme.platform.Surroundings;
import io.mneme.platform.http.TimeIds;
import io.mneme.platform.kafka.RecordHeaders;
import io.mneme.reader.recall.ServedLog;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.recall.RecallServed;
import io.mneme.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to {@code mneme.recalls} what was served. A request puts its record into a bounded
 * queue and goes on; a thread of its own gathers for a moment and hands all of it to the producer,
 * so that a busy reader sends fifty requests a second to Kafka and not one for each answer. When
 * the queue is full, or Kafka refuses, records are dropped and counted: they are counts, not truth.
 */
public final class RecallRecords implements ServedLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecallRecords.class);
  private static final String SCHEMA = "recall/1";
  private static final Duration POLL_WAIT = Duration.ofMillis(200);
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration CLOSE_WAIT_MAX = Duration.ofSeconds(5);

  private final BlockingQueue<RecallServed> queue;
  private final Function<ProducerRecord<byte[], byte[]>, CompletableFuture<?>> send;
  private final Surroundings surroundings;
  private final Counter published;
  private final Counter dropped;
  private final Thread thread;
  private volatile boolean closing;

  /**
   * @param recordsMax how many wait at most
   * @param send hands a record to Kafka; its future tells whether it arrived
   */
  public RecallRecords(
      int recordsMax,
      Function<ProducerRecord<byte[], byte[]>, CompletableFuture<?>> send,
      Surroundings surroundings) {
    this.queue = new ArrayBlockingQueue<>(recordsMax);
    this.send = send;
    this.surroundings = surroundings;
    MeterRegistry meters = surroundings.meters();
    this.published = counter(meters, "published");
    this.dropped = counter(meters, "dropped");
    Gauge.builder("mneme.reader.recall.records.waiting", queue, BlockingQueue::size)
        .description("recall records not yet handed to Kafka")
        .register(meters);
    this.thread = Thread.ofPlatform().name("recall-records").daemon().unstarted(this::publishAll);
  }

  /** Begins to publish. */
  public RecallRecords start() {
    thread.start();
    return this;
  }

  @Override
  public void served(Subject subject, List<Memory> memories) {
    if (memories.isEmpty()) {
      return;
    }
    Instant now = surroundings.clock().instant();
    RecallServed record =
        new RecallServed(
            TimeIds.version7(now, surroundings.random()),
            subject.tenant(),
            subject.user(),
            now,
            memories.stream()
                .map(memory -> new RecallServed.Served(memory.memoryId(), memory.tier()))
                .toList());
    if (!queue.offer(record)) {
      dropped.increment();
    }
  }

  /** How many were given up so far. */
  public long dropped() {
    return (long) dropped.count();
  }

  private void publishAll() {
    while (!closing || !queue.isEmpty()) {
      try {
        RecallServed first = queue.poll(POLL_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          Thread.sleep(closing ? Duration.ZERO : GATHER);
          List<RecallServed> gathered = new ArrayList<>(List.of(first));
          queue.drainTo(gathered);
          gathered.forEach(this::publish);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void publish(RecallServed record) {
    byte[] key = record.subject().key().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(Topics.RECALLS, key, Json.write(record));
    RecordHeaders.schema(message.headers(), SCHEMA);
    var _ =
        send.apply(message)
            .whenComplete((_, failure) -> {
              (failure == null ? published : dropped).increment();
              if (failure != null) {
                LOG.debug("a recall record was dropped: {}", failure.getMessage());
              }
            });
  }

  /** Publishes what is waiting, as far as that is quick. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(CLOSE_WAIT_MAX)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("mneme.reader.recall.records")
        .description("recall records, by what became of them")
        .tag("outcome", outcome)
        .register(meters);
  }
}
