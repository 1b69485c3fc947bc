package io.mneme.cli.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.Owner;
import io.mneme.cli.client.RecordedEvents.Accepted;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.console.ProgressDisplay;
import io.mneme.cli.console.Shell;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What {@code ./mneme erase} and {@code ./mneme forget} have in common: one event, one receipt. */
final class Forgetting {
  @Option(
      names = "--wait",
      description = "Return when nothing serves it any more, and print the receipt.")
  private boolean wait;

  @Option(names = "--json", description = "Print one JSON object: with --wait, the receipt.")
  private boolean json;

  /** Where it happens, and whose memories it is about. */
  record Place(Shell shell, MnemeClient client, CommandLine commandLine, Owner owner) {}

  /** Publishes the event, and waits for its receipt if that was asked for. */
  void run(Place place, ObjectNode event) throws RequestFailed, InterruptedException, IOException {
    place.owner().in(event);
    event.put("idempotency_key", "cli-" + Long.toHexString(place.shell().random().nextLong()));
    Accepted accepted = place.client().record(event);
    PrintWriter out = place.commandLine().getOut();
    if (wait) {
      out.print(receipt(place, accepted.eventId()));
    } else if (json) {
      out.println(
          pretty(
              Json.mapper()
                  .createObjectNode()
                  .put("event_id", accepted.eventId().toString())
                  .put("position", accepted.position().toString())));
    } else {
      out.println("Accepted as event " + accepted.eventId() + ", which is also its receipt's id.");
    }
    out.flush();
  }

  private String receipt(Place place, UUID eventId)
      throws RequestFailed, InterruptedException, IOException {
    Waiting waiting = new Waiting(place.client());
    Receipt receipt;
    try (ProgressDisplay _ =
        new ProgressDisplay(place.commandLine().getErr(), place.shell().watched(), waiting::line)) {
      receipt = waiting.await(place.owner(), eventId);
    }
    return json
        ? pretty(receipt.raw()) + System.lineSeparator()
        : "receipt %s%n%s".formatted(eventId, receipt.text(place.shell().columns()));
  }

  private static String pretty(JsonNode node) throws IOException {
    return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }
}
