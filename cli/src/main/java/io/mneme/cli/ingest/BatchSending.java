package io.mneme.cli.ingest;

import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.MnemeClient.Priority;
import io.mneme.cli.client.RecordedEvents;
import io.mneme.cli.client.RecordedEvents.Accepted;
import io.mneme.cli.client.RecordedEvents.Queued;
import io.mneme.cli.client.RecordedEvents.Refused;
import io.mneme.cli.client.RequestFailed;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Gets one batch into the log. Events that were refused for now are sent again before anything that
 * comes after the batch; a batch refused as a whole is halved until the bad event stands alone.
 */
final class BatchSending {
  private static final int ROUNDS_MAX = 8;

  private final MnemeClient client;
  private final Priority priority;
  private final IngestTally tally;

  BatchSending(MnemeClient client, Priority priority, IngestTally tally) {
    this.client = client;
    this.priority = priority;
    this.tally = tally;
  }

  void send(List<OutgoingEvent> events) throws RequestFailed {
    List<OutgoingEvent> open = events;
    for (int round = 0; !open.isEmpty(); round++) {
      RecordedEvents answer;
      try {
        answer = client.record(array(open), priority);
      } catch (RequestFailed failed) {
        if (!isAboutTheEvents(failed)) {
          throw failed;
        }
        split(open, failed);
        return;
      }
      open = settle(open, answer, round + 1 >= ROUNDS_MAX);
    }
  }

  /** Too large, or not understood: a smaller batch may be taken. */
  private static boolean isAboutTheEvents(RequestFailed failed) {
    return failed.status() == 400 || failed.status() == 413 || failed.status() == 422;
  }

  private void split(List<OutgoingEvent> events, RequestFailed failed) throws RequestFailed {
    if (events.size() == 1) {
      tally.rejected(events.getFirst().number(), String.valueOf(failed.getMessage()));
      return;
    }
    int middle = events.size() / 2;
    send(events.subList(0, middle));
    send(events.subList(middle, events.size()));
  }

  /** Counts what is decided; what remains is to be sent again. */
  private List<OutgoingEvent> settle(
      List<OutgoingEvent> sent, RecordedEvents answer, boolean isLastRound) throws RequestFailed {
    if (answer.items().size() != sent.size()) {
      throw client.misunderstood(
          "%d events were sent and %d answered".formatted(sent.size(), answer.items().size()));
    }
    List<OutgoingEvent> again = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      OutgoingEvent event = sent.get(i);
      switch (answer.items().get(i)) {
        case Accepted accepted -> tally.accepted(event, accepted);
        case Queued queued -> tally.queued(event, queued);
        case Refused refused -> {
          if (refused.isPassing() && !isLastRound) {
            again.add(event);
          } else {
            tally.rejected(event.number(), refused.reason());
          }
        }
      }
    }
    if (!again.isEmpty()) {
      client.pause();
    }
    return again;
  }

  private static byte[] array(List<OutgoingEvent> events) {
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    for (OutgoingEvent event : events) {
      array.write(array.size() == 0 ? '[' : ',');
      array.writeBytes(event.json());
    }
    array.write(']');
    return array.toByteArray();
  }
}
