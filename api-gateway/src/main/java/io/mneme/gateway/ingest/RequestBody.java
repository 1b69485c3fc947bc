package io.mneme.gateway.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body as the bytes it came in, decompressed by the server. The one class that knows
 * how the server hands bodies out.
 */
public final class RequestBody {
  private final HttpRequest<?> request;

  public RequestBody(HttpRequest<?> request) {
    this.request = request;
  }

  /**
   * Reads all of it, and never more than this.
   *
   * @throws ProblemException 413 when there is more, without reading it where its length says so
   */
  public byte[] readAll(int bytesMax) throws IOException {
    if (request.getContentLength() > bytesMax) {
      throw tooLarge(bytesMax);
    }
    try (InputStream in = stream()) {
      byte[] body = in.readNBytes(bytesMax + 1);
      if (body.length > bytesMax) {
        throw tooLarge(bytesMax);
      }
      return body;
    }
  }

  /** Its bytes as they arrive; the sender is slowed down to the pace of the reading. */
  public InputStream stream() {
    if (request instanceof ServerHttpRequest<?> received) {
      return received.byteBody().toInputStream();
    }
    throw new IllegalStateException("not a request of this server");
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
