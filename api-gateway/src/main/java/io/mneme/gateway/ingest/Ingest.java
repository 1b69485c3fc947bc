package io.mneme.gateway.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.gateway.admission.Admission;
import io.mneme.gateway.admission.EventAdmission;
import io.mneme.gateway.admission.Sender;
import io.mneme.platform.http.Problem;
import io.mneme.schemas.Ids;
import io.mneme.schemas.event.Event;
import java.util.concurrent.CompletableFuture;

/** Admits an item and appends it: the one way into the log. */
public final class Ingest {
  private final EventAdmission admission;
  private final EventLog log;
  private final RecentKeys recent = new RecentKeys();

  public Ingest(EventAdmission admission, EventLog log) {
    this.admission = admission;
    this.log = log;
  }

  /** Whether what is sent so will not wait for the log's layout, which a thread of many may not. */
  boolean isReady(Sending sending) {
    return log.isReady(sending.lane());
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
                      ? recent.once(event.eventId(), () -> log.append(event, sending))
                      : log.append(event, sending));
    };
  }
}
