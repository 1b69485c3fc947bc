package io.mneme.gateway.ingest;

import io.micronaut.http.HttpRequest;
import io.mneme.platform.http.Caller;
import java.time.Duration;

/**
 * How the events of one request are sent.
 *
 * @param trace what ties them to the request
 * @param lane which way they take
 * @param patience how long one may wait for room among those Kafka has not acknowledged
 */
public record Sending(Trace trace, Lane lane, Duration patience) {

  /** What changes a thing it names: at once, or a 503 at once. */
  static Sending of(HttpRequest<?> request, Caller caller) {
    return new Sending(Trace.of(request, caller), Lane.INTERACTIVE, Duration.ZERO);
  }

  /** Events, on the lane the request names. */
  static Sending ofEvents(HttpRequest<?> request, Caller caller) {
    return new Sending(Trace.of(request, caller), Lane.of(request), Duration.ZERO);
  }

  /** The same for a stream, which slows its sender down before it gives up. */
  Sending waiting(Duration patienceMax) {
    return new Sending(trace, lane, patienceMax);
  }
}
