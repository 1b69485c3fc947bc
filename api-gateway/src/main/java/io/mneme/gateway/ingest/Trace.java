package io.mneme.gateway.ingest;

import io.micronaut.http.HttpRequest;
import io.mneme.platform.http.Caller;
import io.mneme.platform.http.Correlation;
import io.mneme.schemas.Headers;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What ties a record to the request that wrote it.
 *
 * @param caller who sent the request
 * @param correlationId the request's id
 * @param parent W3C trace context, where the caller sent one
 */
public record Trace(Caller caller, String correlationId, Optional<String> parent) {
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  /** The trace of a request. */
  public static Trace of(HttpRequest<?> request, Caller caller) {
    return new Trace(
        caller,
        Correlation.of(request),
        Optional.ofNullable(request.getHeaders().get(Headers.TRACEPARENT))
            .filter(value -> TRACEPARENT.matcher(value).matches()));
  }

  /** Whom to ask about a record that is of no key's tenant. */
  String author() {
    return caller.tenant() + "/" + caller.keyId();
  }
}
