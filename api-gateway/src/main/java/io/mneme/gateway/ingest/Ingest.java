package io.mneme.gateway.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.gateway.admission.Admission;
import io.mneme.gateway.admission.EventAdmission;
import io.mneme.gateway.admission.Sender;
import io.mneme.platform.Outage;
import io.mneme.platform.http.Problem;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Ids;
import io.mneme.schemas.event.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Admits an item and appends it: the one way into the log. */
public final class Ingest {
  /** Level of the ladder on which no write is accepted. */
  private static final String NO_WRITES = "L3";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final EventAdmission admission;
  private final EventLog log;
  private final RecentKeys recent = new RecentKeys();

  public Ingest(EventAdmission admission, EventLog log) {
    this.admission = admission;
    this.log = log;
  }

  /** Takes in one item; the answer is there once the event is durable or refused. */
  public CompletableFuture<Answer> take(byte[] utf8, Sender sender, Sending sending) {
    return take(admission.admit(utf8, sender), sending);
  }

  /** Takes in one item that has been parsed. */
  public CompletableFuture<Answer> take(JsonNode item, Sender sender, Sending sending) {
    return take(admission.admit(item, sender), sending);
  }

  private CompletableFuture<Answer> take(Admission admitted, Sending sending) {
    return switch (admitted) {
      case Admission.Refused(Problem problem) ->
          CompletableFuture.completedFuture(new Answer.Rejected(problem));
      case Admission.Admitted(Event event) ->
          sending
              .lane()
              .refusal(event)
              .map(problem ->
                  CompletableFuture.<Answer>completedFuture(new Answer.Rejected(problem)))
              .orElseGet(() ->
                  Ids.isOfKey(event.eventId())
                      ? recent.once(event.eventId(), () -> append(event, sending))
                      : append(event, sending));
    };
  }

  private CompletableFuture<Answer> append(Event event, Sending sending) {
    return log.append(event, sending)
        .<Answer>thenApply(position ->
            new Answer.Accepted(
                switch (sending.lane()) {
                  case INTERACTIVE -> Receipt.inTheLog(event.eventId(), position);
                  case BULK -> Receipt.queued(event.eventId());
                }))
        .exceptionally(Ingest::unavailable);
  }

  private static Answer unavailable(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof Outage) {
      return new Answer.Unavailable(
          Problem.unavailable(
                  "The log did not acknowledge the event in time. Send it again; with the same"
                      + " idempotency key it counts once.",
                  RETRY_AFTER)
              .withHeader(Headers.DEGRADATION, NO_WRITES));
    }
    throw new CompletionException(cause);
  }
}
