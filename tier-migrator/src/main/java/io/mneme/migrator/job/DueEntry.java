package io.mneme.migrator.job;

import io.mneme.migrator.job.TierPolicies.Lane;
import io.mneme.migrator.job.TrackedMemory.Queue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;

/**
 * One entry of the due index. As bytes, entries of a queue lie together and the longest waiting
 * comes first: queue code, the tenant and a zero where the queue is a tenant's own, big-endian
 * milliseconds, memory key.
 *
 * @param lane in which queue
 * @param since when the wait began
 * @param memoryKey who waits
 */
record DueEntry(Lane lane, Instant since, String memoryKey) {
  private static final byte TENANT_ENDS = 0;

  Bytes toBytes() {
    return bytes(lane, since, memoryKey);
  }

  static DueEntry of(Bytes entry) {
    ByteBuffer buffer = ByteBuffer.wrap(entry.get());
    Lane lane = lane(buffer);
    Instant since = Instant.ofEpochMilli(buffer.getLong());
    return new DueEntry(lane, since, StandardCharsets.UTF_8.decode(buffer).toString());
  }

  /** The same wait in another queue. */
  DueEntry in(Lane other) {
    return new DueEntry(other, since, memoryKey);
  }

  /** Below every entry of a queue. */
  static Bytes head(Lane lane) {
    return bytes(lane, Instant.EPOCH, "");
  }

  /** Above every entry whose wait began before this moment, below those that began at it. */
  static Bytes before(Lane lane, Instant moment) {
    return bytes(lane, moment, "");
  }

  private static Bytes bytes(Lane lane, Instant since, String memoryKey) {
    byte[] key = memoryKey.getBytes(StandardCharsets.UTF_8);
    byte[] tenant = tenant(lane);
    long millis = Math.max(0, since.toEpochMilli());
    return Bytes.wrap(
        ByteBuffer.allocate(1 + tenant.length + Long.BYTES + key.length)
            .put(code(lane))
            .put(tenant)
            .putLong(millis)
            .put(key)
            .array());
  }

  private static byte[] tenant(Lane lane) {
    String tenant = lane.tenant();
    return tenant == null ? new byte[0] : (tenant + '\0').getBytes(StandardCharsets.UTF_8);
  }

  private static Lane lane(ByteBuffer buffer) {
    byte code = buffer.get();
    for (Queue queue : Queue.values()) {
      if (code(new Lane(queue, null)) == code) {
        return new Lane(queue, null);
      }
      if (ownCode(queue) == code) {
        return new Lane(queue, tenant(buffer));
      }
    }
    throw new IllegalStateException("no queue has the code " + code);
  }

  private static String tenant(ByteBuffer buffer) {
    int begin = buffer.position();
    while (buffer.get() != TENANT_ENDS) {
      // on to the end of the name
    }
    int length = buffer.position() - begin - 1;
    return StandardCharsets.UTF_8.decode(buffer.slice(begin, length)).toString();
  }

  private static byte code(Lane lane) {
    return lane.tenant() == null ? sharedCode(lane.queue()) : ownCode(lane.queue());
  }

  /** Codes are written to disk and to the changelog: never reused, never changed. */
  private static byte sharedCode(Queue queue) {
    return switch (queue) {
      case ARCHIVED -> 1;
      case MOVING -> 2;
      case HOT -> 3;
      case WARM -> 4;
    };
  }

  /** The same for a tenant's own; no tenant has one where the wait is not a rule. */
  private static byte ownCode(Queue queue) {
    return switch (queue) {
      case ARCHIVED, MOVING -> -1;
      case HOT -> 5;
      case WARM -> 6;
    };
  }
}
