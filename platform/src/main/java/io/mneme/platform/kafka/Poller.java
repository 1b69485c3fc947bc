package io.mneme.platform.kafka;

import io.mneme.platform.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The one place that polls, and knows which partitions are ours and where they are read from. A
 * newly assigned partition is paused until {@link StartingPoints} has said where it goes on, so no
 * record of it can arrive before.
 */
final class Poller implements ConsumerRebalanceListener {
  private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final StartingPoints startingPoints;
  private final Commits commits;
  private final Set<TopicPartition> unplaced = new HashSet<>();
  private LoopBatch ahead = LoopBatch.EMPTY;

  Poller(Consumer<byte[], byte[]> consumer, StartingPoints startingPoints, Commits commits) {
    this.consumer = consumer;
    this.startingPoints = startingPoints;
    this.commits = commits;
  }

  void subscribe(List<String> topics) {
    consumer.subscribe(topics, this);
  }

  /**
   * Reads one batch ahead and returns the one read ahead before: what is left of it, for a poll may
   * take partitions away. Waits up to this long for a first record, and not at all while there is a
   * batch to return.
   */
  LoopBatch poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> polled =
        consumer.poll(ahead.isEmpty() ? timeout : Duration.ZERO);
    LoopBatch due = ahead;
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(polled.count());
    polled.forEach(records::add);
    ahead = new LoopBatch(records);
    return due;
  }

  /** What the next poll will return, unless its partitions go. */
  LoopBatch ahead() {
    return ahead;
  }

  /**
   * Stays a member of the group for this long without reading anything.
   *
   * @throws IllegalStateException when records arrive although every partition is paused: they
   *     would be skipped, so the process must start again
   */
  void idle(Duration time, InstantSource clock) {
    consumer.pause(consumer.assignment());
    Instant end = clock.instant().plus(time);
    for (Duration left = time; left.isPositive(); left = Duration.between(clock.instant(), end)) {
      if (!consumer.poll(left).isEmpty()) {
        throw new IllegalStateException("records arrived from paused partitions");
      }
    }
  }

  /** Reads on from every partition that has its place. */
  void resume() {
    consumer.resume(owned());
  }

  /** Whether some partition still waits to be told where it goes on. */
  boolean hasUnplaced() {
    return !unplaced.isEmpty();
  }

  /** Asks where the new partitions go on, and goes there. */
  void place() throws Outage {
    Set<TopicPartition> asked = Set.copyOf(unplaced);
    Map<TopicPartition, Long> offsets = new HashMap<>(startingPoints.assigned(asked));
    offsets.keySet().retainAll(asked);
    Set<TopicPartition> rest = new HashSet<>(asked);
    rest.removeAll(offsets.keySet());
    placeAtCommitted(rest);
    offsets.forEach(consumer::seek);
    unplaced.removeAll(asked);
    consumer.resume(asked);
  }

  private void placeAtCommitted(Set<TopicPartition> partitions) throws Outage {
    if (partitions.isEmpty()) {
      return;
    }
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          consumer.committed(partitions, LOOKUP_TIMEOUT);
      for (TopicPartition partition : partitions) {
        OffsetAndMetadata offset = committed.get(partition);
        if (offset == null) {
          consumer.seekToBeginning(Set.of(partition));
        } else {
          consumer.seek(partition, offset);
        }
      }
    } catch (RetriableException e) {
      throw new Outage("kafka", e);
    }
  }

  /** Believes nothing about its positions any more; every partition asks again. */
  void forgetPlaces() {
    ahead = LoopBatch.EMPTY;
    unplaced.addAll(consumer.assignment());
    consumer.pause(unplaced);
  }

  /** The partitions whose records are ours to handle. */
  Set<TopicPartition> owned() {
    Set<TopicPartition> placed = new HashSet<>(consumer.assignment());
    placed.removeAll(unplaced);
    return placed;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    consumer.pause(partitions);
    unplaced.addAll(partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commits.flush();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    unplaced.removeAll(partitions);
    // should they come back, they come back at their stored place, not behind this batch
    ahead = ahead.without(partitions);
    commits.forget(partitions);
  }
}
