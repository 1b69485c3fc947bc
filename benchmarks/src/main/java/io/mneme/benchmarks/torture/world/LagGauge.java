package io.mneme.benchmarks.torture.world;

import io.mneme.benchmarks.torture.history.Stopwatch;
import io.mneme.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the log ends and how far the writers are behind, looked at twice a second. */
public final class LagGauge implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration ANSWER_MAX = Duration.ofMillis(1500);
  private static final String GROUP = "mneme-writer";

  private final Admin admin;
  private final Stopwatch time;
  private final List<Sample> samples = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closing;

  /**
   * One look.
   *
   * @param records in the log and not yet done; empty while Kafka does not say
   */
  public record Sample(long atMillis, OptionalLong records) {}

  LagGauge(String bootstrap, Stopwatch time) {
    int millis = (int) ANSWER_MAX.toMillis();
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "default.api.timeout.ms",
                millis,
                "request.timeout.ms",
                millis,
                "reconnect.backoff.max.ms",
                500));
    this.time = time;
    this.thread = Thread.ofVirtual().name("lag").start(this::watch);
  }

  private void watch() {
    try {
      while (!closing) {
        OptionalLong records = look();
        synchronized (samples) {
          samples.add(new Sample(time.millis(), records));
        }
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private OptionalLong look() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> done =
          admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
      long records = 0;
      for (Map.Entry<Integer, Long> end : ask().entrySet()) {
        OffsetAndMetadata reached = done.get(new TopicPartition(Topics.EVENTS, end.getKey()));
        records += end.getValue() - (reached == null ? 0 : reached.offset());
      }
      return OptionalLong.of(Math.max(0, records));
    } catch (ExecutionException e) {
      return OptionalLong.empty(); // no answer: the plot has a gap there
    }
  }

  /** Where each partition ends now; asks until Kafka says so. */
  public Map<Integer, Long> ends() throws InterruptedException {
    while (true) {
      try {
        return ask();
      } catch (ExecutionException e) {
        Thread.sleep(LOOK_EVERY); // it is still coming back
      }
    }
  }

  private Map<Integer, Long> ask() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int partition = 0; partition < Topics.PARTITIONS_DEFAULT; partition++) {
      wanted.put(new TopicPartition(Topics.EVENTS, partition), OffsetSpec.latest());
    }
    Map<Integer, Long> ends = new TreeMap<>();
    admin
        .listOffsets(wanted)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return ends;
  }

  /** Every look so far. */
  public List<Sample> samples() {
    synchronized (samples) {
      return List.copyOf(samples);
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    admin.close(Duration.ofSeconds(1));
  }
}
