package io.mneme.writer.bulk;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that wait, a line for each subject. They leave in rounds: of each subject the next one,
 * so that a round can be sent at once and no failure changes a subject's order.
 */
final class SubjectLines {
  private final Deque<Deque<ConsumerRecord<byte[], byte[]>>> lines;

  private SubjectLines(Collection<Deque<ConsumerRecord<byte[], byte[]>>> lines) {
    this.lines = new ArrayDeque<>(lines);
  }

  /** Records of some partitions, each partition's in its order. */
  static SubjectLines of(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<ByteBuffer, Deque<ConsumerRecord<byte[], byte[]>>> lines = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      byte[] key = record.key() == null ? new byte[0] : record.key();
      lines.computeIfAbsent(ByteBuffer.wrap(key), _ -> new ArrayDeque<>()).add(record);
    }
    return new SubjectLines(lines.values());
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The next records, no two of one subject, those first who have waited longest. */
  List<ConsumerRecord<byte[], byte[]>> round(int recordsMax) {
    int width = Math.min(lines.size(), recordsMax);
    List<ConsumerRecord<byte[], byte[]>> round = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      Deque<ConsumerRecord<byte[], byte[]>> line = lines.remove();
      round.add(line.remove());
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    return round;
  }
}
