package io.mneme.platform.kafka;

import io.mneme.schemas.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a dead letter to a size, and says in a header what is missing. A record may be compressed to
 * a thousandth in the log, so that nothing but a cut makes every one fit.
 */
final class LetterCut {
  static final String HEADER = DeadLetter.HEADER_PREFIX + "cut";

  /** A subject's key has at most 1,088. */
  static final int KEY_BYTES_MAX = 4 << 10;

  /** For the headers the record had before it was given up. */
  static final int HEADERS_BYTES_MAX = 32 << 10;

  /** Lengths, timestamps and the batch around it, and the header that tells of the cut. */
  private static final int ROOM_BYTES = 1 << 10;

  private static final int HEADER_OVERHEAD_BYTES = 10;

  private LetterCut() {}

  /** The letter itself where it fits. */
  static ProducerRecord<byte[], byte[]> to(int bytesMax, ProducerRecord<byte[], byte[]> letter) {
    if (size(letter.key()) + size(letter.value()) + size(letter.headers()) + ROOM_BYTES
        <= bytesMax) {
      return letter;
    }
    List<String> missing = new ArrayList<>();
    byte[] key = start(letter.key(), KEY_BYTES_MAX, "key", missing);
    List<Header> headers = headers(letter, missing);
    long room = bytesMax - ROOM_BYTES - size(key) - size(headers);
    byte[] value = start(letter.value(), (int) Math.max(0, room), "value", missing);
    ProducerRecord<byte[], byte[]> cut = new ProducerRecord<>(letter.topic(), null, key, value);
    headers.forEach(header -> cut.headers().add(header));
    RecordHeaders.put(cut.headers(), HEADER, String.join(", ", missing));
    return cut;
  }

  private static byte @Nullable [] start(
      byte @Nullable [] bytes, int bytesMax, String name, List<String> missing) {
    if (bytes == null || bytes.length <= bytesMax) {
      return bytes;
    }
    missing.add("%s after %d of %d bytes".formatted(name, bytesMax, bytes.length));
    return Arrays.copyOf(bytes, bytesMax);
  }

  /** What the letter says of itself, and as many others as there is room for. */
  private static List<Header> headers(ProducerRecord<byte[], byte[]> letter, List<String> missing) {
    List<Header> kept = new ArrayList<>();
    long others = 0;
    int left = 0;
    for (Header header : letter.headers()) {
      boolean own = header.key().startsWith(DeadLetter.HEADER_PREFIX);
      if (own || others + size(header) <= HEADERS_BYTES_MAX) {
        kept.add(header);
        others += own ? 0 : size(header);
      } else {
        left++;
      }
    }
    if (left > 0) {
      missing.add(left + " headers");
    }
    return kept;
  }

  private static long size(Iterable<Header> headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes += size(header);
    }
    return bytes;
  }

  private static long size(Header header) {
    return HEADER_OVERHEAD_BYTES
        + header.key().getBytes(StandardCharsets.UTF_8).length
        + size(header.value());
  }

  private static long size(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
