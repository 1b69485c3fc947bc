package io.mneme.storage.cold;

import io.mneme.schemas.Json;
import io.mneme.schemas.memory.Memory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * One object of the cold tier: memories of one tenant created in one month, a JSON line each,
 * gzipped. Its key holds the hash of its lines, so writing the same batch again writes the same
 * object.
 *
 * @param key {@code cold/<tenant>/<year-month>/<sha256 of its lines>.jsonl.gz}
 * @param memories in the order of its lines
 * @param bytes as stored
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier; never compared
public record ColdObject(String key, List<Memory> memories, byte[] bytes) {
  /** Rows of an object: large enough to be worth a request, small enough to be read for one row. */
  public static final int ROWS_MAX = 500;

  /** Bound on what an object may unpack to: a damaged or foreign one must not fill the heap. */
  public static final int UNPACKED_BYTES_MAX = 256 * 1024 * 1024;

  private static final byte LINE_END = '\n';

  /** Packs memories of one tenant and month. */
  public static ColdObject of(String tenant, YearMonth month, List<Memory> memories) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Memory memory : memories) {
      lines.writeBytes(Json.write(memory));
      lines.write(LINE_END);
    }
    byte[] plain = lines.toByteArray();
    String key = "cold/%s/%s/%s.jsonl.gz".formatted(tenant, month, sha256(plain));
    return new ColdObject(key, List.copyOf(memories), gzip(plain));
  }

  /** The month an object of this memory is filed under, in UTC. */
  public static YearMonth monthOf(Memory memory) {
    return YearMonth.from(memory.times().createdAt().atOffset(ZoneOffset.UTC));
  }

  /**
   * Unpacks an object.
   *
   * @throws IOException when its bytes are not what was once written
   */
  public static List<Memory> unpack(byte[] bytes) throws IOException {
    byte[] plain;
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      plain = gzip.readNBytes(UNPACKED_BYTES_MAX + 1);
    }
    if (plain.length > UNPACKED_BYTES_MAX) {
      throw new IOException("unpacks to more than " + UNPACKED_BYTES_MAX + " bytes");
    }
    List<Memory> memories = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < plain.length; at++) {
      if (plain[at] == LINE_END) {
        memories.add(Json.mapper().readValue(plain, start, at - start, Memory.class));
        start = at + 1;
      }
    }
    if (start != plain.length) {
      throw new IOException("the last line is cut");
    }
    return memories;
  }

  /** SHA-256 of bytes, in hex. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("no I/O here", e);
    }
    return packed.toByteArray();
  }

  @Override
  public String toString() {
    return key + ", " + memories.size() + " rows, " + bytes.length + " bytes";
  }
}
