package io.mneme.migrator.job;

import io.mneme.migrator.job.TrackedMemory.Queue;
import io.mneme.migrator.job.TrackedMemory.Waiting;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;

/**
 * One entry of the due index. As bytes, entries of a queue lie together and the longest waiting
 * comes first: queue code, big-endian milliseconds, memory key.
 *
 * @param waiting in which queue, and since when
 * @param memoryKey who waits
 */
record DueEntry(Waiting waiting, String memoryKey) {
  private static final int PREFIX_BYTES = 1 + Long.BYTES;

  Bytes toBytes() {
    return bytes(waiting.queue(), waiting.since(), memoryKey);
  }

  static DueEntry of(Bytes entry) {
    ByteBuffer buffer = ByteBuffer.wrap(entry.get());
    Queue queue = queue(buffer.get());
    Instant since = Instant.ofEpochMilli(buffer.getLong());
    String key = new String(entry.get(), PREFIX_BYTES, buffer.remaining(), StandardCharsets.UTF_8);
    return new DueEntry(new Waiting(queue, since), key);
  }

  /** Below every entry of a queue. */
  static Bytes head(Queue queue) {
    return bytes(queue, Instant.EPOCH, "");
  }

  /** Above every entry whose wait began before this moment, below those that began at it. */
  static Bytes before(Queue queue, Instant moment) {
    return bytes(queue, moment, "");
  }

  private static Bytes bytes(Queue queue, Instant since, String memoryKey) {
    byte[] key = memoryKey.getBytes(StandardCharsets.UTF_8);
    long millis = Math.max(0, since.toEpochMilli());
    return Bytes.wrap(
        ByteBuffer.allocate(PREFIX_BYTES + key.length)
            .put(code(queue))
            .putLong(millis)
            .put(key)
            .array());
  }

  /** Codes are written to disk and to the changelog: never reused, never changed. */
  private static byte code(Queue queue) {
    return switch (queue) {
      case ARCHIVED -> 1;
      case MOVING -> 2;
      case HOT -> 3;
      case WARM -> 4;
    };
  }

  private static Queue queue(byte code) {
    for (Queue queue : Queue.values()) {
      if (code(queue) == code) {
        return queue;
      }
    }
    throw new IllegalStateException("no queue has the code " + code);
  }
}
