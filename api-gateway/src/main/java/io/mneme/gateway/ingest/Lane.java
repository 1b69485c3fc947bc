package io.mneme.gateway.ingest;

import io.micronaut.http.HttpRequest;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import io.mneme.schemas.Headers;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.topic.Topics;
import java.util.Optional;

/** Which way an event takes into the log. */
enum Lane {
  /** At once. */
  INTERACTIVE(Topics.EVENTS),

  /** By the waiting room, from where it is fed into the log while nothing else waits there. */
  BULK(Topics.BULK_EVENTS);

  static final String HEADER = "Mneme-Priority";

  private final String topic;

  Lane(String topic) {
    this.topic = topic;
  }

  String topic() {
    return topic;
  }

  /**
   * As the request's header says; interactive where it says nothing.
   *
   * @throws ProblemException 400 for another word
   */
  static Lane of(HttpRequest<?> request) {
    return switch (request.getHeaders().get(HEADER)) {
      case null -> INTERACTIVE;
      case "interactive" -> INTERACTIVE;
      case Headers.BULK -> BULK;
      default ->
          throw new ProblemException(
              Problem.of(
                  400, "invalid-event", "The header " + HEADER + " is bulk or interactive."));
    };
  }

  /** Why an event may not go this way: what changes or ends something must not wait. */
  Optional<Problem> refusal(Event event) {
    boolean mayWait =
        switch (event.intent()) {
          case Intent.TurnRecorded _, Intent.MemoryAsserted _ -> true;
          case Intent.MemoryCorrected _,
              Intent.MemoryForgotten _,
              Intent.MemoriesConsolidated _,
              Intent.SessionTouched _,
              Intent.SubjectErased _ ->
              false;
        };
    return this == INTERACTIVE || mayWait
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                400,
                "invalid-event",
                "With "
                    + HEADER
                    + ": bulk go turn_recorded and memory_asserted; nothing that"
                    + " changes or forgets may wait."));
  }
}
