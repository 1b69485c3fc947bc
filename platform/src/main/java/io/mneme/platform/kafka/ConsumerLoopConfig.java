package io.mneme.platform.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/**
 * How a consumer loop reads.
 *
 * @param group the consumer group, public API
 * @param topics what it reads
 * @param bootstrap Kafka's addresses, {@code host:port[,host:port]}
 * @param batchRecordsMax the most records one batch holds
 * @param partitionBytesMax about the most a partition gives at once: with fewer, a batch is of more
 *     partitions
 * @param pollTimeout how long a poll waits for a first record
 * @param sessionTimeout after how long without a heartbeat the group gives this worker's partitions
 *     to another
 * @param retry how long to wait during an outage
 */
public record ConsumerLoopConfig(
    String group,
    List<String> topics,
    String bootstrap,
    int batchRecordsMax,
    int partitionBytesMax,
    Duration pollTimeout,
    Duration sessionTimeout,
    RetrySchedule retry) {
  public static final int BATCH_RECORDS_MAX_DEFAULT = 500;

  private static final Duration POLL_TIMEOUT_DEFAULT = Duration.ofMillis(500);
  private static final Duration SESSION_TIMEOUT_DEFAULT = Duration.ofSeconds(10);
  private static final int HEARTBEATS_PER_SESSION = 4;

  public ConsumerLoopConfig {
    topics = List.copyOf(topics);
    if (topics.isEmpty() || batchRecordsMax < 1 || partitionBytesMax < 1) {
      throw new IllegalArgumentException(
          "a consumer loop needs a topic, a batch of 1 or more and a byte or more a partition");
    }
  }

  /** The defaults: batches of 500, polls of 500 ms, a dead worker is replaced after 10 s. */
  public static ConsumerLoopConfig of(String group, List<String> topics, String bootstrap) {
    return new ConsumerLoopConfig(
        group,
        topics,
        bootstrap,
        BATCH_RECORDS_MAX_DEFAULT,
        ConsumerConfig.DEFAULT_MAX_PARTITION_FETCH_BYTES,
        POLL_TIMEOUT_DEFAULT,
        SESSION_TIMEOUT_DEFAULT,
        RetrySchedule.DEFAULT);
  }

  /** The same with another batch size. */
  public ConsumerLoopConfig withBatchRecordsMax(int records) {
    return new ConsumerLoopConfig(
        group, topics, bootstrap, records, partitionBytesMax, pollTimeout, sessionTimeout, retry);
  }

  /** The same with another bound for what one partition gives at once. */
  public ConsumerLoopConfig withPartitionBytesMax(int bytes) {
    return new ConsumerLoopConfig(
        group, topics, bootstrap, batchRecordsMax, bytes, pollTimeout, sessionTimeout, retry);
  }

  /** The same with another wait for a first record, and for a worker that says nothing. */
  public ConsumerLoopConfig withTimeouts(Duration poll, Duration session) {
    return new ConsumerLoopConfig(
        group, topics, bootstrap, batchRecordsMax, partitionBytesMax, poll, session, retry);
  }

  /** The same with another retry schedule. */
  public ConsumerLoopConfig withRetry(RetrySchedule schedule) {
    return new ConsumerLoopConfig(
        group,
        topics,
        bootstrap,
        batchRecordsMax,
        partitionBytesMax,
        pollTimeout,
        sessionTimeout,
        schedule);
  }

  /**
   * The client's settings. Auto-commit is off because only {@link Commits} commits; aborted
   * transactions are skipped because the Streams job writes exactly-once.
   */
  Map<String, Object> clientSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchRecordsMax);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, partitionBytesMax);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        List.of(CooperativeStickyAssignor.class));
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) sessionTimeout.toMillis());
    settings.put(
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        (int) (sessionTimeout.toMillis() / HEARTBEATS_PER_SESSION));
    return Map.copyOf(settings);
  }
}
