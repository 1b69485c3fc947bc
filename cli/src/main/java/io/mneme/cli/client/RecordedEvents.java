package io.mneme.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.schemas.Position;
import java.util.List;
import java.util.UUID;

/**
 * What became of a batch of events, in order.
 *
 * @param items one an event
 */
public record RecordedEvents(List<Item> items) {

  /** What became of one event. */
  public sealed interface Item {}

  /** It is durable and will be applied. */
  public record Accepted(UUID eventId, Position position) implements Item {}

  /** It is durable in the waiting room and will be applied when nothing else is to be done. */
  public record Queued(UUID eventId) implements Item {}

  /**
   * It is not in the log.
   *
   * @param status HTTP status of this one
   * @param reason one sentence
   */
  public record Refused(int status, String reason) implements Item {

    /** Whether the same event may be accepted later. */
    public boolean isPassing() {
      return RequestFailed.isPassing(status);
    }
  }

  static RecordedEvents of(JsonNode answer) {
    return new RecordedEvents(
        answer.path("items").valueStream().map(RecordedEvents::item).toList());
  }

  private static Item item(JsonNode item) {
    JsonNode position = item.path("position");
    if (item.path("queued").isTextual()) {
      return new Queued(UUID.fromString(item.path("event_id").asText()));
    }
    return position.isTextual()
        ? new Accepted(
            UUID.fromString(item.path("event_id").asText()), Position.parse(position.asText()))
        : new Refused(item.path("status").asInt(), Problem.sentence(item.path("problem")));
  }
}
