package io.mneme.gateway.admission;

import io.mneme.platform.http.Caller;
import java.util.Optional;

/**
 * Who sends an event, and how they named it.
 *
 * @param caller as the API key says
 * @param idempotencyKey of the request's header
 */
public record Sender(Caller caller, Optional<String> idempotencyKey) {

  /** A request whose header names no event. */
  public static Sender of(Caller caller) {
    return new Sender(caller, Optional.empty());
  }
}
