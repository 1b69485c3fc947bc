package io.mneme.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Deterministic identifiers (UUIDv5, RFC 9562 section 5.5) and content hashes. */
public final class Ids {
  private static final UUID EVENT_SPACE = UUID.fromString("7d5d4c0e-54f5-5d0c-9a58-1c0f5b5e6b01");
  private static final UUID MEMORY_SPACE = UUID.fromString("7d5d4c0e-54f5-5d0c-9a58-1c0f5b5e6b02");

  /** Of UUIDs made from names; those of events without a key are made from time and chance. */
  private static final int OF_NAMES = 5;

  private Ids() {}

  /** The event id of a request that carries an idempotency key: the same for every retry. */
  public static UUID event(String tenant, String idempotencyKey) {
    return version5(EVENT_SPACE, tenant + "\n" + idempotencyKey);
  }

  /** Whether an event id was made from an idempotency key, and may therefore come again. */
  public static boolean isOfKey(UUID eventId) {
    return eventId.version() == OF_NAMES;
  }

  /** The id of the n-th memory derived from an event, the same at every replay. */
  public static UUID memory(Subject subject, UUID eventId, int ordinal) {
    return version5(MEMORY_SPACE, subject.key() + "\n" + eventId + "\n" + ordinal);
  }

  /** SHA-256 of a text in UTF-8, as 64 lower-case hex digits. */
  public static String contentHash(String text) {
    return java.util.HexFormat.of()
        .formatHex(digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static UUID version5(UUID space, String name) {
    MessageDigest sha1 = digest("SHA-1");
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(space.getMostSignificantBits())
            .putLong(space.getLeastSignificantBits())
            .array());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & 0xffffffffffff0fffL) | 0x5000L;
    long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
