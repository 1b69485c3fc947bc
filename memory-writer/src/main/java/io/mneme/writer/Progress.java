package io.mneme.writer;

import io.mneme.schemas.Position;
import io.mneme.storage.write.Batch.Advance;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The next offset of each partition, as the store holds it. */
final class Progress {
  private final Map<Integer, Long> next = new HashMap<>();

  /** Takes the store's word. */
  void reset(int partition, long offset) {
    next.put(partition, offset);
  }

  long of(int partition) {
    return next.getOrDefault(partition, 0L);
  }

  /** Records that are not stored yet: the loop hands a batch in again after an outage. */
  List<ConsumerRecord<byte[], byte[]>> unapplied(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().filter(record -> record.offset() >= of(record.partition())).toList();
  }

  /** The steps forward these positions make, in order of partition. */
  List<Advance> advances(Collection<Position> positions) {
    Map<Integer, Long> last = new TreeMap<>();
    positions.forEach(position -> last.merge(position.partition(), position.offset(), Math::max));
    return last.entrySet().stream()
        .map(step -> new Advance(step.getKey(), of(step.getKey()), step.getValue() + 1))
        .toList();
  }

  /** These steps are stored. */
  void advance(List<Advance> stored) {
    stored.forEach(step -> next.put(step.partition(), step.next()));
  }
}
