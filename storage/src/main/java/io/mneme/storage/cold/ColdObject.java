package io.mneme.storage.cold;

import io.mneme.schemas.memory.Memory;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * One object of the cold tier: memories of one tenant created in one month, as a Parquet file, a
 * subject's together and oldest first. Its key holds the hash of its bytes, so writing the same
 * batch again writes the same object, and a reader sees of any byte that it is not the one written.
 *
 * @param key {@code cold/<tenant>/<year-month>/<sha256 of its bytes>.parquet}
 * @param memories in the order of its rows
 * @param bytes as stored
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier; never compared
public record ColdObject(String key, List<Memory> memories, byte[] bytes) {
  /**
   * Rows of an object, about 1.2 kB each: large enough to be worth a request, small enough to be
   * read whole for one row, in one request rather than the three a part of it would take.
   */
  public static final int ROWS_MAX = 500;

  /** Text of an object's rows after which it is closed, so that long texts make no large object. */
  public static final int TEXT_CHARS_MAX = 2_000_000;

  /** Bound on what a page may unpack to: a damaged or foreign object must not fill the heap. */
  static final int PAGE_BYTES_MAX = 64 * 1024 * 1024;

  private static final String ENDING = ".parquet";

  /** The order of rows in an object: what is recalled together lies together. */
  private static final Comparator<Memory> BY_SUBJECT_AND_TIME =
      Comparator.comparing(Memory::tenant)
          .thenComparing(Memory::user)
          .thenComparing(memory -> memory.times().occurredAt())
          .thenComparingLong(memory -> memory.source().offset())
          .thenComparing(Memory::memoryId);

  /** Packs memories of one tenant and month. */
  public static ColdObject of(String tenant, YearMonth month, List<Memory> memories) {
    List<Memory> rows = memories.stream().sorted(BY_SUBJECT_AND_TIME).toList();
    byte[] bytes = ColdFile.pack(rows);
    String key = "cold/%s/%s/%s%s".formatted(tenant, month, sha256(bytes), ENDING);
    return new ColdObject(key, rows, bytes);
  }

  /** Packs memories of one tenant and month into as many objects as they need. */
  public static List<ColdObject> split(String tenant, YearMonth month, List<Memory> memories) {
    List<ColdObject> objects = new ArrayList<>();
    List<Memory> some = new ArrayList<>();
    long chars = 0;
    for (Memory memory : memories.stream().sorted(BY_SUBJECT_AND_TIME).toList()) {
      some.add(memory);
      chars += memory.content().text().length();
      if (some.size() == ROWS_MAX || chars >= TEXT_CHARS_MAX) {
        objects.add(of(tenant, month, some));
        some = new ArrayList<>();
        chars = 0;
      }
    }
    if (!some.isEmpty()) {
      objects.add(of(tenant, month, some));
    }
    return objects;
  }

  /** Characters of its texts. */
  public long textChars() {
    return memories.stream().mapToLong(memory -> memory.content().text().length()).sum();
  }

  /** The month an object of this memory is filed under, in UTC. */
  public static YearMonth monthOf(Memory memory) {
    return YearMonth.from(memory.times().createdAt().atOffset(ZoneOffset.UTC));
  }

  /**
   * Unpacks an object.
   *
   * @param key as it was written under
   * @throws IOException when its bytes are not what was once written
   */
  public static List<Memory> unpack(String key, byte[] bytes) throws IOException {
    if (!key.endsWith("/" + sha256(bytes) + ENDING)) {
      throw new IOException("its bytes are not those its name tells of");
    }
    return ColdFile.unpack(bytes);
  }

  /** SHA-256 of bytes, in hex. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return key + ", " + memories.size() + " rows, " + bytes.length + " bytes";
  }
}
