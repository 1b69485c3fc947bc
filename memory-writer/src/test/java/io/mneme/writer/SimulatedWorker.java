package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.BatchHandler.LostPartition;
import io.mneme.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One process of the simulation: its loop does what the consumer loop does, one turn at a time. */
final class SimulatedWorker {
  private static final int BATCH_RECORDS_MAX = 12;

  private final SimulatedLog log;
  private final Random random;
  private final Supplier<Writer> newProcess;
  private final Set<Integer> owned = new TreeSet<>();
  private final Set<Integer> unplaced = new HashSet<>();
  private final Map<Integer, Long> next = new TreeMap<>();
  private List<ConsumerRecord<byte[], byte[]>> batch = List.of();
  private List<ConsumerRecord<byte[], byte[]>> ahead = List.of();
  private Writer writer;

  SimulatedWorker(SimulatedLog log, Random random, Supplier<Writer> newProcess) {
    this.log = log;
    this.random = random;
    this.newProcess = newProcess;
    this.writer = newProcess.get();
  }

  boolean owns(int partition) {
    return owned.contains(partition);
  }

  void assign(int partition) {
    owned.add(partition);
    unplaced.add(partition);
  }

  /** A worker that was away for long learns late: it still has its batch in hand. */
  void revoke(int partition, boolean learnsLate) {
    owned.remove(partition);
    unplaced.remove(partition);
    next.remove(partition);
    ahead = without(ahead, partition);
    if (!learnsLate) {
      batch = without(batch, partition);
    }
  }

  boolean isIdle() {
    return unplaced.isEmpty()
        && batch.isEmpty()
        && ahead.isEmpty()
        && next.entrySet().stream()
            .allMatch(at -> at.getValue() >= log.partitions.get(at.getKey()).size());
  }

  void turn() {
    try {
      place();
      if (batch.isEmpty()) {
        batch = ahead;
        ahead = poll();
        writer.prepare(ahead);
      }
      if (batch.isEmpty()) {
        writer.idle();
      } else {
        writer.handle(batch);
        batch = List.of();
      }
    } catch (Outage waitsAndTriesAgain) {
      return;
    } catch (LostPartition lost) {
      batch = List.of();
      ahead = List.of();
      unplaced.addAll(owned);
    } catch (SimulatedFaults.Death death) {
      batch = List.of();
      ahead = List.of();
      unplaced.addAll(owned);
      writer = newProcess.get();
    }
  }

  private void place() throws Outage {
    if (!unplaced.isEmpty()) {
      Set<TopicPartition> asked = new HashSet<>();
      unplaced.forEach(partition -> asked.add(new TopicPartition(Topics.EVENTS, partition)));
      Map<TopicPartition, Long> offsets = writer.assigned(asked);
      for (TopicPartition place : asked) {
        if (owned.contains(place.partition())) {
          next.put(place.partition(), Objects.requireNonNull(offsets.get(place)));
        }
        unplaced.remove(place.partition());
      }
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> without(
      List<ConsumerRecord<byte[], byte[]>> records, int partition) {
    return records.stream().filter(record -> record.partition() != partition).toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> poll() {
    List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
    for (int partition : owned) {
      List<ConsumerRecord<byte[], byte[]>> records = log.partitions.get(partition);
      long from = next.getOrDefault(partition, 0L);
      long to = Math.min(records.size(), from + random.nextInt(BATCH_RECORDS_MAX));
      polled.addAll(records.subList((int) Math.min(from, to), (int) to));
      next.put(partition, Math.max(from, to));
    }
    return polled;
  }
}
