package io.mneme.migrator.job;

import io.mneme.platform.Component;
import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.DeadLetters;
import io.mneme.platform.kafka.RetrySchedule;
import io.mneme.platform.kafka.TopicsAdmin;
import io.mneme.schemas.topic.Topic;
import io.mneme.schemas.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the Streams job on a thread of its own, so that the service answers while the job is still
 * restoring, and starts it again, ever more slowly, when it fails. Where it stopped is in Kafka.
 */
public final class TierJob implements Component, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TierJob.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);
  private static final Set<String> TOPICS =
      Set.of(Topics.CHANGES, Topics.RECALLS, Topics.TIER_MOVES);

  private final JobSettings settings;
  private final Function<StreamsConfig, Topology> topology;
  private final DeadLetters deadLetters;
  private final RetrySchedule retry;
  private final Surroundings surroundings;
  private final Thread thread = Thread.ofPlatform().name("tier job").unstarted(this::run);
  private volatile @Nullable KafkaStreams streams;
  private volatile String trouble = "has not started yet";
  private volatile boolean ran;
  private volatile boolean closing;

  public TierJob(
      JobSettings settings,
      Function<StreamsConfig, Topology> topology,
      DeadLetters deadLetters,
      RetrySchedule retry,
      Surroundings surroundings) {
    this.settings = settings;
    this.topology = topology;
    this.deadLetters = deadLetters;
    this.retry = retry;
    this.surroundings = surroundings;
  }

  /** Begins to start; {@link #check} says when it runs. */
  public TierJob start() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      for (int attempt = 0; !closing; attempt = ran ? 0 : attempt + 1) {
        ran = false;
        runOnce();
        if (!closing) {
          Thread.sleep(retry.delayAfter(attempt, surroundings.random()));
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** From the first look at the topics until the job has ended, for whatever reason. */
  private void runOnce() throws InterruptedException {
    try {
      requireTopics();
      Properties properties = settings.toProperties(deadLetters);
      properties.putAll(InstanceName.in(settings.stateDir(), surroundings.random()));
      await(new KafkaStreams(topology.apply(new StreamsConfig(properties)), properties));
    } catch (Outage outage) {
      trouble = String.valueOf(outage.getMessage());
      LOG.warn("the tier job waits: {}", trouble);
    } catch (IOException | KafkaException e) {
      failed(e);
    }
  }

  private void await(KafkaStreams job) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    job.setStateListener((now, before) -> {
      LOG.info("the tier job goes from {} to {}", before, now);
      if (now == KafkaStreams.State.RUNNING) {
        ran = true;
      }
      if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
        ended.countDown();
      }
    });
    job.setUncaughtExceptionHandler(failure -> {
      failed(failure);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    });
    streams = job;
    try {
      job.start();
      ended.await();
    } finally {
      job.close(
          CloseOptions.timeout(CLOSE_TIMEOUT)
              .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
    }
  }

  /** One task must hear everything of a subject, so the two topics are cut alike. */
  private void requireTopics() throws Outage {
    List<Topic> needed =
        Topics.catalogue(1).stream().filter(topic -> TOPICS.contains(topic.name())).toList();
    try (TopicsAdmin admin = new TopicsAdmin(settings.bootstrap())) {
      Map<String, Integer> partitions = admin.partitions(needed);
      if (!partitions.keySet().equals(TOPICS) || Set.copyOf(partitions.values()).size() != 1) {
        throw new Outage(
            "kafka",
            new IllegalStateException(
                "%s must exist with equally many partitions; found %s"
                    .formatted(TOPICS, partitions)));
      }
    }
  }

  private void failed(Throwable failure) {
    trouble = String.valueOf(failure.getMessage());
    if (!closing) {
      LOG.error("the tier job failed and will start again: {}", trouble, failure);
    }
  }

  @Override
  public String name() {
    return "tier job";
  }

  @Override
  public Check check() {
    KafkaStreams job = streams;
    if (job == null) {
      return new Check.Down(trouble, Map.of());
    }
    KafkaStreams.State state = job.state();
    Map<String, Object> details = Map.of("state", state.name());
    return switch (state) {
      case RUNNING -> new Check.Up("decides", details);
      case REBALANCING ->
          ran
              ? new Check.Degraded("partitions change hands", details)
              : new Check.Down("restores its state", details);
      case CREATED -> new Check.Down("starts", details);
      case PENDING_SHUTDOWN, PENDING_ERROR, ERROR, NOT_RUNNING -> new Check.Down(trouble, details);
    };
  }

  /** Commits what was decided and leaves the group, so that others need not wait. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        LOG.warn("the tier job did not end within {} s", CLOSE_TIMEOUT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
