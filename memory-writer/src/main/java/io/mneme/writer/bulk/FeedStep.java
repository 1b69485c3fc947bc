package io.mneme.writer.bulk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mneme.platform.Outage;
import io.mneme.platform.kafka.BatchHandler;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.topic.Topics;
import io.mneme.writer.bulk.Backlog.Standing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Moves the waiting room into the log in small steps, each once the writers have nothing else to
 * do. A record goes as it is: key, value (and with it the event id), headers and the time it was
 * accepted. A subject's next record is sent only when the one before is durable, so no failure
 * changes their order; a step is of many subjects where there are, so that it is sent at once and
 * is one batch for the writers, and of few records while others write to any of the partitions we
 * feed, who would wait behind it: one writer applies them all. What is repeated after a crash has
 * no second effect, because their ledger knows the event ids.
 *
 * <p>Called by the loop's thread alone.
 */
final class FeedStep implements BatchHandler {
  /** Of a batch. Long enough to be rare, well below the time after which the group gives us up. */
  static final Duration WAIT_MAX = Duration.ofMinutes(1);

  private final Backlog backlog;
  private final Log log;
  private final FeederConfig config;
  private final Time time;
  private final Talk talk;
  private final Counter fed;

  /** A batch that did not get to its end comes again; these of it are in the log. */
  private final Set<Place> fedOfBatch = new HashSet<>();

  private Set<Integer> ours = Set.of();
  private volatile boolean waiting;
  private volatile boolean closing;

  FeedStep(Backlog backlog, Log log, FeederConfig config, Time time, MeterRegistry meters) {
    this.backlog = backlog;
    this.log = log;
    this.config = config;
    this.time = time;
    this.talk = new Talk(time, config.quietAfter());
    this.fed =
        Counter.builder("mneme.bulk.fed")
            .description("events of imports fed into the log")
            .register(meters);
    Gauge.builder("mneme.bulk.waiting", this, step -> step.waiting ? 1 : 0)
        .description("1 while an import waits for the writers")
        .register(meters);
  }

  /** What is fed; the answer is there once a record is durable. */
  interface Log {
    CompletableFuture<RecordMetadata> append(ProducerRecord<byte[], byte[]> record);
  }

  /** What time it is, and that it passes; a test's does not wait. */
  interface Time extends InstantSource {
    void pass(Duration time) throws InterruptedException;
  }

  @Override
  public void owns(Set<TopicPartition> partitions) {
    ours = partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws Outage {
    SubjectLines lines =
        SubjectLines.of(batch.stream().filter(record -> !fedOfBatch.contains(at(record))).toList());
    long looks = WAIT_MAX.dividedBy(config.lookAgain());
    while (!lines.isEmpty()) {
      looks = awaitRoom(looks);
      for (int room = stepRecords(); room > 0 && !lines.isEmpty(); ) {
        List<ConsumerRecord<byte[], byte[]>> round = lines.round(room);
        feed(round);
        room -= round.size();
      }
    }
    fedOfBatch.clear();
  }

  private int stepRecords() {
    return talk.isHeard(ours) ? config.stepRecordsBesideMax() : config.stepRecordsMax();
  }

  /** Returns how often may be looked again before the whole batch has waited for too long. */
  private long awaitRoom(long looks) throws Outage {
    try {
      for (long left = looks; left > 0 && !closing; left--) {
        Standing standing = backlog.standing();
        talk.look(standing.written());
        waiting = standing.waiting() > config.lagRecordsMax();
        if (!waiting) {
          return left;
        }
        time.pass(config.lookAgain());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("writer", e);
    }
    throw new Outage("writer", new IllegalStateException("the writers have not caught up yet"));
  }

  private void feed(List<ConsumerRecord<byte[], byte[]>> round) throws Outage {
    List<CompletableFuture<RecordMetadata>> sent =
        round.stream().map(record -> log.append(moved(record))).toList();
    for (int i = 0; i < sent.size(); i++) {
      RecordPublisher.await(sent.get(i));
      fedOfBatch.add(at(round.get(i)));
      talk.fed(round.get(i).partition());
      fed.increment();
    }
  }

  private static Place at(ConsumerRecord<byte[], byte[]> record) {
    return new Place(record.partition(), record.offset());
  }

  /** Of a record in the waiting room. */
  private record Place(int partition, long offset) {}

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
