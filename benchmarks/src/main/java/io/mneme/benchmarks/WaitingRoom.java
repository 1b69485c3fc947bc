package io.mneme.benchmarks;

import io.mneme.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How much of the imports waits, and how far the log they are fed into is: what Kafka says. */
final class WaitingRoom implements AutoCloseable {
  private static final String FEEDER = "mneme-bulk-feeder";

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final Admin admin;

  WaitingRoom(String bootstrap) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
  }

  /** Records of imports that are done with, ever: in steps of what the feeder reads at a time. */
  private long done() throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(FEEDER)
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .mapToLong(next -> next == null ? 0 : next.offset())
        .sum();
  }

  /** Records that wait. */
  long depth() throws ExecutionException, InterruptedException {
    return written(Topics.BULK_EVENTS) - done();
  }

  /** Records in the log, ever, whoever wrote them. */
  long logged() throws ExecutionException, InterruptedException {
    return written(Topics.EVENTS);
  }

  private long written(String topic) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, Topics.PARTITIONS_DEFAULT)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  /**
   * Waits until nothing waits any more.
   *
   * @throws IllegalStateException when something still does after this time
   */
  void awaitEmpty(Duration max) throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + max.toNanos();
    while (depth() > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("an import was not fed within " + max.toSeconds() + " s");
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
