package io.mneme.writer.bulk;

import io.mneme.platform.Component;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.ConsumerLoop;
import io.mneme.platform.kafka.ConsumerLoopConfig;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.StartingPoints;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.write.WriteStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Feeds imports into the log: a consumer group of its own over the waiting room, at the pace the
 * writers leave. How much waits is the group's {@code mneme_consumer_lag_records}.
 */
public final class BulkFeeder implements Component, AutoCloseable {
  public static final String GROUP = "mneme-bulk-feeder";

  /**
   * Some records, and few of each partition: an import is often one conversation after the other,
   * and a step is to find many subjects. Not so many that a batch waits longer than it may.
   */
  private static final int BATCH_RECORDS_MAX = 500;

  private static final int PARTITION_BYTES_MAX = 32 * 1024;

  private final LogBacklog backlog;
  private final RecordPublisher publisher;
  private final FeedStep step;
  private final ConsumerLoop loop;

  /**
   * A feeder that has yet to be started.
   *
   * @param bootstrap Kafka's addresses
   * @param store knows how far the writers are
   */
  public BulkFeeder(
      String bootstrap, WriteStore store, FeederConfig config, Surroundings surroundings) {
    backlog = new LogBacklog(bootstrap, store);
    publisher = RecordPublisher.gathering(PublisherConfig.of(bootstrap));
    step =
        new FeedStep(
            backlog,
            publisher::send,
            config,
            new RealTime(surroundings.clock()),
            surroundings.meters());
    loop =
        new ConsumerLoop(
            ConsumerLoopConfig.of(GROUP, List.of(Topics.BULK_EVENTS), bootstrap)
                .withBatchRecordsMax(BATCH_RECORDS_MAX)
                .withPartitionBytesMax(PARTITION_BYTES_MAX),
            step,
            StartingPoints.COMMITTED,
            surroundings);
  }

  private record RealTime(InstantSource clock) implements FeedStep.Time {
    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public void pass(Duration time) throws InterruptedException {
      Thread.sleep(time);
    }
  }

  public void start() {
    loop.start();
  }

  @Override
  public String name() {
    return loop.name();
  }

  @Override
  public Check check() {
    return switch (loop.check()) {
      case Check.Up(String message, Map<String, Object> details) ->
          new Check.Up(step.isWaiting() ? "lets others go first" : message, told(details));
      case Check.Degraded degraded -> degraded;
      case Check.Down down -> down;
    };
  }

  private Map<String, Object> told(Map<String, Object> details) {
    Map<String, Object> told = new HashMap<>(details);
    told.put("waiting", step.isWaiting());
    return told;
  }

  @Override
  public void close() {
    step.close();
    loop.close();
    publisher.close();
    backlog.close();
  }
}
