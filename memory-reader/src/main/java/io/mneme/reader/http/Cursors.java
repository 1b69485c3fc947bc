package io.mneme.reader.http;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.ReadStore.ListCursor;
import io.mneme.storage.read.ReadStore.ListFilter;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Cursors of lists: where the last page ended, signed together with whose list it was and how it
 * was filtered (HMAC-SHA256, 16 bytes of it). One that was changed, or is carried to another user
 * or filter, is not read.
 */
public final class Cursors {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int PLACE_BYTES = 3 * Long.BYTES;
  private static final int SIGNATURE_BYTES = 16;

  private final SecretKeySpec key;

  /**
   * @param secret the same in every instance that serves one API
   */
  public Cursors(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /** The place behind a memory. */
  static ListCursor behind(Memory memory) {
    return new ListCursor(memory.times().createdAt(), memory.memoryId());
  }

  /** A place as a token of URL-safe characters. */
  String write(Subject subject, ListFilter filter, ListCursor place) {
    byte[] bytes =
        ByteBuffer.allocate(PLACE_BYTES)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.createdAt()))
            .putLong(place.memoryId().getMostSignificantBits())
            .putLong(place.memoryId().getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(PLACE_BYTES + SIGNATURE_BYTES)
                .put(bytes)
                .put(signature(subject, filter, bytes))
                .array());
  }

  /** The place in a token that was written for this subject and filter. */
  Optional<ListCursor> read(Subject subject, ListFilter filter, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != PLACE_BYTES + SIGNATURE_BYTES) {
      return Optional.empty();
    }
    byte[] place = Arrays.copyOf(bytes, PLACE_BYTES);
    byte[] signature = Arrays.copyOfRange(bytes, PLACE_BYTES, bytes.length);
    if (!MessageDigest.isEqual(signature, signature(subject, filter, place))) {
      return Optional.empty();
    }
    ByteBuffer values = ByteBuffer.wrap(place);
    Instant createdAt = Instant.EPOCH.plus(values.getLong(), ChronoUnit.MICROS);
    return Optional.of(new ListCursor(createdAt, new UUID(values.getLong(), values.getLong())));
  }

  private byte[] signature(Subject subject, ListFilter filter, byte[] place) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(signed(subject, filter, place)), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] signed(Subject subject, ListFilter filter, byte[] place) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, subject.tenant());
      write(out, subject.user());
      write(out, filter.tier());
      write(out, filter.conversation());
      write(out, filter.from());
      write(out, filter.to());
      out.write(place);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /** With its length before it, so that no two lists of parts are the same bytes. */
  private static void write(DataOutputStream out, @Nullable Object part) throws IOException {
    byte[] text = part == null ? new byte[0] : part.toString().getBytes(StandardCharsets.UTF_8);
    out.writeInt(part == null ? -1 : text.length);
    out.write(text);
  }
}
