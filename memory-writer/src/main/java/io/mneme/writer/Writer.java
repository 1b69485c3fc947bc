package io.mneme.writer;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.BatchHandler;
import io.mneme.platform.kafka.StartingPoints;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.write.WriteStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Events to memories: what the consumer loop calls. Pay what is owed, read, store, announce; and on
 * an assignment, finish what a worker before may have left and read on from the stored progress.
 *
 * <p>Used by the loop's thread alone.
 */
final class Writer implements BatchHandler, StartingPoints {
  private final WriteStore store;
  private final Progress progress;
  private final Isolation batches;
  private final Announcer announcer;
  private final Step.Witness steps;

  Writer(
      WriteStore store,
      Progress progress,
      Isolation batches,
      Announcer announcer,
      Step.Witness steps) {
    this.store = store;
    this.progress = progress;
    this.batches = batches;
    this.announcer = announcer;
    this.steps = steps;
  }

  @Override
  public void handle(List<ConsumerRecord<byte[], byte[]>> batch) throws Outage, LostPartition {
    steps.reached(Step.AFTER_POLL);
    payDebts(batch);
    List<Entry> entries = EventReader.read(progress.unapplied(batch));
    if (!entries.isEmpty()) {
      batches.apply(entries, announcer::announce);
    }
    steps.reached(Step.BEFORE_OFFSET_COMMIT);
  }

  @Override
  public void prepare(List<ConsumerRecord<byte[], byte[]>> ahead) {
    batches.prepare(EventReader.read(ahead));
  }

  @Override
  public void idle() {
    announcer.payCache(progress::of);
  }

  private void payDebts(List<ConsumerRecord<byte[], byte[]>> batch) throws Outage {
    TreeSet<Integer> partitions = new TreeSet<>();
    batch.forEach(record -> partitions.add(record.partition()));
    for (int partition : partitions) {
      announcer.pay(partition, progress.of(partition));
    }
  }

  @Override
  public Map<TopicPartition, Long> assigned(Collection<TopicPartition> partitions) throws Outage {
    Map<Integer, Long> stored;
    try {
      stored = store.progress();
    } catch (StoreUnavailable e) {
      throw new Outage("postgres", e);
    }
    Map<TopicPartition, Long> next = new HashMap<>();
    for (TopicPartition partition : partitions) {
      // named even at 0: the group's committed offset is not the truth
      long offset = stored.getOrDefault(partition.partition(), 0L);
      progress.reset(partition.partition(), offset);
      announcer.takeOver(partition.partition(), offset);
      next.put(partition, offset);
    }
    return next;
  }
}
