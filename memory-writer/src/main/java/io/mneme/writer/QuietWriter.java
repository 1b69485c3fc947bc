package io.mneme.writer;

import io.mneme.embedding.Embedder;
import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.BatchHandler.LostPartition;
import io.mneme.storage.write.Batch.Change;
import io.mneme.storage.write.WriteStore;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The writer without its announcements, for a store that nobody reads yet: the same deciding, the
 * same transaction, the same finding of records that cannot be kept. What is hopeless was buried
 * when it was met first. Used by one thread.
 */
public final class QuietWriter {
  private final Progress progress = new Progress();
  private final Isolation batches;
  private long born;

  public QuietWriter(WriteStore store, Embedder embedder, Surroundings world) {
    BatchWriter writer =
        new BatchWriter(
            store,
            new MemoryEmbedder(Models.only(embedder), store, Runnable::run),
            new Burials((origin, cause, attempts) -> {}),
            progress,
            new Surveillance(new WriterMetrics(world.meters(), world.clock()), step -> {}));
    this.batches = new Isolation(writer, Thread::sleep, world.random());
  }

  /** Memories it has stored, those forgotten again too. */
  public long born() {
    return born;
  }

  /** Stores what these records mean. */
  public void apply(List<ConsumerRecord<byte[], byte[]>> records) throws Outage, LostPartition {
    List<Entry> entries = EventReader.read(progress.unapplied(records));
    if (!entries.isEmpty()) {
      batches.apply(entries, this::count);
    }
  }

  private void count(Stored stored) {
    born += stored.batch().changes().stream().filter(c -> c instanceof Change.Remember).count();
  }
}
