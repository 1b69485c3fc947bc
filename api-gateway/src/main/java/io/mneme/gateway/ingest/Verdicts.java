package io.mneme.gateway.ingest;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.UUID;

/** Knows what became of conditional writes. The writer decides them, in the order of the log. */
public interface Verdicts {

  /**
   * Waits, within a bound, for the verdict on a write of the session a request names.
   *
   * @param request the write
   * @param receipt of its event, which is in the log
   */
  Verdict on(HttpRequest<?> request, Receipt receipt);

  /** A verdict, or none so far. */
  sealed interface Verdict {

    /** The write took effect. */
    record Applied() implements Verdict {}

    /**
     * The write has no effect.
     *
     * @param current the event that wrote the state the session held; empty where it held none
     */
    record Refused(Optional<UUID> current) implements Verdict {}

    /** Nobody could say within the bound. */
    record Pending() implements Verdict {}
  }
}
