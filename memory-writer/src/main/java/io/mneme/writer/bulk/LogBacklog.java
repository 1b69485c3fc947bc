package io.mneme.writer.bulk;

import io.mneme.platform.Outage;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.write.WriteStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * What stands in {@code mneme.events} behind the stored progress of all writers. The offsets their
 * group has committed would not do: a writer that was killed between its transaction and its commit
 * leaves them behind, until there is something new to apply.
 */
final class LogBacklog implements Backlog, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Admin admin;
  private final WriteStore store;
  private int partitions;

  LogBacklog(String bootstrap, WriteStore store) {
    this.store = store;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis()));
  }

  @Override
  public Standing standing() throws Outage {
    Map<Integer, Long> applied = applied();
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        get(
            admin
                .listOffsets(
                    IntStream.range(0, partitions())
                        .mapToObj(partition -> new TopicPartition(Topics.EVENTS, partition))
                        .collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest())))
                .all());
    long waiting = 0;
    Map<Integer, Long> written = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
      int partition = end.getKey().partition();
      waiting += Math.max(0, end.getValue().offset() - applied.getOrDefault(partition, 0L));
      written.put(partition, end.getValue().offset());
    }
    return new Standing(waiting, written);
  }

  private Map<Integer, Long> applied() throws Outage {
    try {
      return store.progress();
    } catch (StoreUnavailable e) {
      throw new Outage("postgres", e);
    }
  }

  /** Asked once: their number is chosen for the cluster's life. */
  private int partitions() throws Outage {
    if (partitions == 0) {
      partitions =
          get(admin.describeTopics(List.of(Topics.EVENTS)).allTopicNames()).values().stream()
              .mapToInt(topic -> topic.partitions().size())
              .sum();
    }
    return partitions;
  }

  private static <T> T get(KafkaFuture<T> answer) throws Outage {
    try {
      return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Outage("kafka", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Outage("kafka", e);
    }
  }

  @Override
  public void close() {
    admin.close(TIMEOUT);
  }
}
