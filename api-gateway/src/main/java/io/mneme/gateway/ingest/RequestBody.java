package io.mneme.gateway.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A request's body as bytes, decompressed as it is read, so that a small gzip cannot become a large
 * heap. The one class that knows how the server hands bodies out.
 */
public final class RequestBody {
  private static final int GZIP_BUFFER_BYTES = 8 << 10;

  private final HttpRequest<?> request;

  public RequestBody(HttpRequest<?> request) {
    this.request = request;
  }

  /** Whether it says that it is no longer, and is plain: then {@link #arrived} can be asked. */
  boolean isAtMost(int bytes) {
    return isPlain() && request.getContentLength() >= 0 && request.getContentLength() <= bytes;
  }

  /**
   * All of it once it is there. Bounded by the length it announced, which the server holds it to.
   */
  CompletableFuture<byte[]> arrived() {
    return received().buffer().thenApply(RequestBody::bytes);
  }

  private static byte[] bytes(CloseableAvailableByteBody whole) {
    try (whole) {
      return whole.toByteArray();
    }
  }

  /**
   * Reads all of it, and never more than this, decompressed.
   *
   * @throws ProblemException 413 when there is more, without reading it where its length says so;
   *     400 when it is not the gzip it says it is
   */
  public byte[] readAll(int bytesMax) throws IOException {
    if (isAtMost(bytesMax)) {
      return join(arrived());
    }
    try (InputStream in = stream()) {
      byte[] body = in.readNBytes(bytesMax + 1);
      if (body.length > bytesMax) {
        throw tooLarge(bytesMax);
      }
      return body;
    } catch (ZipException | EOFException e) {
      throw notGzip();
    }
  }

  /**
   * Its bytes as they arrive; the sender is slowed down to the pace of the reading.
   *
   * @throws ProblemException 415 for a compression other than gzip, 400 for something else under
   *     its name
   */
  public InputStream stream() throws IOException {
    if (isPlain()) {
      return received().toInputStream();
    }
    String encoding = encoding();
    if (!encoding.toLowerCase(Locale.ROOT).equals("gzip")) {
      throw new ProblemException(
          Problem.of(
              415,
              "unsupported-encoding",
              "Content encoding " + encoding + " is not taken here; send gzip or none."));
    }
    try {
      return new GZIPInputStream(received().toInputStream(), GZIP_BUFFER_BYTES);
    } catch (ZipException | EOFException e) {
      throw notGzip();
    }
  }

  private static byte[] join(CompletableFuture<byte[]> arrived) throws IOException {
    try {
      return arrived.join();
    } catch (CompletionException e) {
      throw new IOException("the body did not arrive", e);
    }
  }

  private boolean isPlain() {
    String encoding = encoding();
    return encoding.isEmpty() || encoding.equalsIgnoreCase("identity");
  }

  private String encoding() {
    return Objects.requireNonNullElse(request.getHeaders().get("Content-Encoding"), "");
  }

  private ByteBody received() {
    if (request instanceof ServerHttpRequest<?> arrived) {
      return arrived.byteBody();
    }
    throw new IllegalStateException("not a request of this server");
  }

  private static ProblemException notGzip() {
    return new ProblemException(
        Problem.of(
            400, "invalid-gzip", "The body says it is gzip, and is not, or not to its end."));
  }

  private static ProblemException tooLarge(int bytesMax) {
    return new ProblemException(
        Problem.of(
            413,
            "too-large",
            "The body is larger than "
                + bytesMax
                + " bytes. Send fewer items at a time, or NDJSON, which has no limit."));
  }
}
