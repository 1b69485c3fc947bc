package io.mneme.platform.http;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Identifiers that sort by the time they were made (UUIDv7, RFC 9562 section 5.7). */
public final class TimeIds {
  private TimeIds() {}

  /** 48 bits of milliseconds, 74 bits of chance. */
  public static UUID version7(Instant now, RandomGenerator random) {
    long high = (now.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0fffL);
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
