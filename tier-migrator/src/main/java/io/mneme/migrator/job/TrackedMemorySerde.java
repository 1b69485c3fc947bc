package io.mneme.migrator.job;

import io.mneme.migrator.job.TrackedMemory.Pending;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A tracked memory in {@value #BYTES} bytes: format, tier, status, age start, accesses, last
 * access, pending tier, pending since. Times are milliseconds; an absent one is {@link #NEVER}.
 */
final class TrackedMemorySerde implements Serde<TrackedMemory> {
  static final int BYTES = 1 + 1 + 1 + 8 + 4 + 8 + 1 + 8;
  private static final byte FORMAT = 1;
  private static final byte NONE = 0;
  private static final long NEVER = Long.MIN_VALUE;

  @Override
  public Serializer<TrackedMemory> serializer() {
    return (topic, memory) -> memory == null ? null : write(memory);
  }

  @Override
  public Deserializer<TrackedMemory> deserializer() {
    return (topic, bytes) -> bytes == null ? null : read(bytes);
  }

  private static byte[] write(TrackedMemory memory) {
    Pending pending = memory.pending();
    return ByteBuffer.allocate(BYTES)
        .put(FORMAT)
        .put(code(memory.tier()))
        .put(code(memory.status()))
        .putLong(memory.agesFrom().toEpochMilli())
        .putInt(memory.accesses())
        .putLong(millis(memory.lastAccess()))
        .put(pending == null ? NONE : code(pending.to()))
        .putLong(pending == null ? NEVER : pending.decidedAt().toEpochMilli())
        .array();
  }

  private static TrackedMemory read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte format = buffer.get();
    if (format != FORMAT || bytes.length != BYTES) {
      throw new SerializationException(
          "a tracked memory is format %d in %d bytes, not format %d in %d"
              .formatted(FORMAT, BYTES, format, bytes.length));
    }
    Tier tier = tier(buffer.get());
    MemoryStatus status = status(buffer.get());
    Instant agesFrom = Instant.ofEpochMilli(buffer.getLong());
    int accesses = buffer.getInt();
    Instant lastAccess = instant(buffer.getLong());
    byte pendingTo = buffer.get();
    Instant pendingSince = instant(buffer.getLong());
    Pending pending =
        pendingTo == NONE || pendingSince == null
            ? null
            : new Pending(tier(pendingTo), pendingSince);
    return new TrackedMemory(tier, status, agesFrom, accesses, lastAccess, pending);
  }

  private static long millis(@Nullable Instant instant) {
    return instant == null ? NEVER : instant.toEpochMilli();
  }

  private static @Nullable Instant instant(long millis) {
    return millis == NEVER ? null : Instant.ofEpochMilli(millis);
  }

  /** Codes are written to disk and to the changelog: never reused, never changed. */
  private static byte code(Tier tier) {
    return switch (tier) {
      case HOT -> 1;
      case WARM -> 2;
      case COLD -> 3;
    };
  }

  private static Tier tier(byte code) {
    for (Tier tier : Tier.values()) {
      if (code(tier) == code) {
        return tier;
      }
    }
    throw new SerializationException("no tier has the code " + code);
  }

  private static byte code(MemoryStatus status) {
    return switch (status) {
      case ACTIVE -> 1;
      case ARCHIVED -> 2;
    };
  }

  private static MemoryStatus status(byte code) {
    for (MemoryStatus status : MemoryStatus.values()) {
      if (code(status) == code) {
        return status;
      }
    }
    throw new SerializationException("no status has the code " + code);
  }
}
