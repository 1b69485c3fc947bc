package io.mneme.writer.rebuild;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.BatchHandler.LostPartition;
import io.mneme.platform.kafka.LogReader;
import io.mneme.writer.QuietWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Brings some partitions of the rebuilt store to an offset of the log. Used by one thread. */
final class Builder implements AutoCloseable {
  private final LogReader log;
  private final QuietWriter writer;
  private final List<Integer> partitions;
  private final Choice choice;
  private final Tally tally;
  private final Map<Integer, Long> read = new HashMap<>();

  Builder(LogReader log, QuietWriter writer, List<Integer> partitions, Choice choice, Tally tally) {
    this.log = log;
    this.writer = writer;
    this.partitions = partitions;
    this.choice = choice;
    this.tally = tally;
  }

  /** Which records are wanted. */
  interface Choice {
    boolean wants(ConsumerRecord<byte[], byte[]> record);
  }

  /** Applies every event before these offsets. */
  void buildTo(Map<Integer, Long> ends) throws Outage, LostPartition {
    Map<Integer, Long> from = new HashMap<>();
    Map<Integer, Long> to = new HashMap<>();
    for (int partition : partitions) {
      from.put(partition, read.getOrDefault(partition, 0L));
      to.put(partition, Math.max(from.get(partition), ends.getOrDefault(partition, 0L)));
    }
    log.<LostPartition>read(from, to, this::apply);
    read.putAll(to);
  }

  private void apply(List<ConsumerRecord<byte[], byte[]>> records) throws LostPartition {
    long before = writer.born();
    try {
      writer.apply(records.stream().filter(choice::wants).toList());
    } catch (Outage e) {
      throw new BuildFailed("The rebuild stopped: " + e.getMessage(), e);
    }
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
    tally.add(records.size(), bytes, writer.born() - before);
  }

  @Override
  public void close() {
    log.close();
  }
}
