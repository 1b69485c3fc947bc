package io.mneme.gateway.ingest;

import io.micronaut.http.HttpRequest;
import io.mneme.platform.http.Correlation;
import io.mneme.schemas.Headers;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What ties a record to the request that wrote it.
 *
 * @param correlationId the request's id
 * @param parent W3C trace context, where the caller sent one
 */
public record Trace(String correlationId, Optional<String> parent) {
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  /** The trace of a request. */
  public static Trace of(HttpRequest<?> request) {
    return new Trace(
        Correlation.of(request),
        Optional.ofNullable(request.getHeaders().get(Headers.TRACEPARENT))
            .filter(value -> TRACEPARENT.matcher(value).matches()));
  }
}
