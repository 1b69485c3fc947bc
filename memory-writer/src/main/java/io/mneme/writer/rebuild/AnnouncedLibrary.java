package io.mneme.writer.rebuild;

import io.mneme.platform.Outage;
import io.mneme.platform.kafka.LogReader;
import io.mneme.schemas.Json;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.rebuild.AnnouncedState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code mneme.changes} knows: the vector of every text, so that none is computed twice, and
 * what was decided of a memory after its event.
 */
final class AnnouncedLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(AnnouncedLibrary.class);
  private static final long VERSION_AT_BIRTH = 1;

  private final LogReader changes;
  private final VectorShelf vectors;
  private final Map<Integer, Long> next = new HashMap<>();

  AnnouncedLibrary(LogReader changes, VectorShelf vectors) {
    this.changes = changes;
    this.vectors = vectors;
  }

  /** Told how far a reading is. */
  interface Watch {
    void read(long done, long total);
  }

  /**
   * Reads from the beginning to the present end.
   *
   * @param states takes what differs from how a memory is born
   */
  synchronized void readAll(Consumer<List<AnnouncedState>> states, Watch watch) throws Outage {
    next.putAll(changes.beginnings());
    Map<Integer, Long> ends = changes.ends();
    long total = distance(next, ends);
    long[] done = {0};
    changes.<RuntimeException>read(
        Map.copyOf(next),
        ends,
        records -> {
          states.accept(take(records));
          done[0] += records.size();
          watch.read(done[0], Math.max(total, done[0]));
        });
    next.putAll(ends);
  }

  /** Reads what has been announced since. */
  synchronized void readOn() throws Outage {
    Map<Integer, Long> ends = changes.ends();
    changes.<RuntimeException>read(Map.copyOf(next), ends, this::take);
    next.putAll(ends);
  }

  private static long distance(Map<Integer, Long> from, Map<Integer, Long> to) {
    long distance = 0;
    for (Map.Entry<Integer, Long> end : to.entrySet()) {
      distance += Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), 0L));
    }
    return distance;
  }

  private List<AnnouncedState> take(List<ConsumerRecord<byte[], byte[]>> records) {
    List<AnnouncedState> states = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] value = record.value();
      if (value != null) {
        take(record, value, states);
      }
    }
    return states;
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, byte[] value, List<AnnouncedState> states) {
    Memory memory;
    try {
      memory = Json.read(value, Memory.class);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "change {} of partition {} cannot be read and is left out",
          record.offset(),
          record.partition());
      return;
    }
    var embedding = memory.embedding();
    if (embedding == null) {
      return;
    }
    vectors.keep(embedding);
    if (memory.tier() != Tier.HOT || memory.version() != VERSION_AT_BIRTH) {
      states.add(
          new AnnouncedState(
              memory.subject(),
              memory.memoryId(),
              memory.tier(),
              memory.version(),
              memory.times().updatedAt(),
              embedding.contentHash()));
    }
  }
}
