package io.mneme.writer.bulk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.BatchHandler;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Moves one small step of the waiting room into the log, once the writers have nothing else to do.
 * Each record goes as it is: key, value (and with it the event id), headers and the time it was
 * accepted. A subject's next record is sent only when the one before is durable, so no failure
 * changes their order; a step that is repeated after a crash has no second effect, because the
 * writers' ledger knows the event ids.
 *
 * <p>Called by the loop's thread alone.
 */
final class FeedStep implements BatchHandler {
  /** Long enough to be rare, and well below the time after which the group gives us up. */
  static final Duration WAIT_MAX = Duration.ofMinutes(1);

  private final Backlog backlog;
  private final RecordPublisher publisher;
  private final FeederConfig config;
  private final Pause pause;
  private final Counter fed;
  private volatile boolean waiting;
  private volatile boolean closing;

  FeedStep(
      Backlog backlog,
      RecordPublisher publisher,
      FeederConfig config,
      Pause pause,
      MeterRegistry meters) {
    this.backlog = backlog;
    this.publisher = publisher;
    this.config = config;
    this.pause = pause;
    this.fed =
        Counter.builder("mneme.bulk.fed")
            .description("events of imports fed into the log")
            .register(meters);
    Gauge.builder("mneme.bulk.waiting", this, step -> step.waiting ? 1 : 0)
        .description("1 while an import waits for the writers")
        .register(meters);
  }

  /** Waits; a test's does not. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws Outage {
    for (int from = 0; from < batch.size(); from += config.stepRecordsMax()) {
      List<ConsumerRecord<byte[], byte[]>> step =
          batch.subList(from, Math.min(batch.size(), from + config.stepRecordsMax()));
      awaitRoom();
      feed(step);
      fed.increment(step.size());
    }
  }

  private void awaitRoom() throws Outage {
    long looks = WAIT_MAX.dividedBy(config.lookAgain());
    try {
      for (long look = 0; look < looks && !closing; look++) {
        waiting = backlog.records() > config.lagRecordsMax();
        if (!waiting) {
          return;
        }
        pause.of(config.lookAgain());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("writer", e);
    }
    throw new Outage("writer", new IllegalStateException("the writers have not caught up yet"));
  }

  private void feed(List<ConsumerRecord<byte[], byte[]>> step) throws Outage {
    Map<ByteBuffer, Deque<ConsumerRecord<byte[], byte[]>>> lines = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : step) {
      byte[] key = record.key() == null ? new byte[0] : record.key();
      lines.computeIfAbsent(ByteBuffer.wrap(key), _ -> new ArrayDeque<>()).add(record);
    }
    while (!lines.isEmpty()) {
      List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>(lines.size());
      lines.values().forEach(line -> sent.add(publisher.send(moved(line.remove()))));
      for (CompletableFuture<RecordMetadata> one : sent) {
        RecordPublisher.await(one);
      }
      lines.values().removeIf(Deque::isEmpty);
    }
  }

  private static ProducerRecord<byte[], byte[]> moved(ConsumerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(
        Topics.EVENTS, null, record.timestamp(), record.key(), record.value(), record.headers());
  }

  boolean isWaiting() {
    return waiting;
  }

  /** Ends a wait. */
  void close() {
    closing = true;
  }
}
