package io.mneme.cli.locomo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.schemas.Json;

/** The events a conversation becomes: one a turn. */
public final class LocomoEvents {
  /** Metadata field that names the turn. */
  public static final String DIA_ID = "dia_id";

  private LocomoEvents() {}

  /**
   * The event of a turn, without a user.
   *
   * @param conversation its name in the log: a session of the file
   */
  public static ObjectNode turn(Conversation.Turn turn, String conversation) {
    ObjectNode event = Json.mapper().createObjectNode();
    event
        .put("conversation", conversation)
        .put("speaker", turn.speaker())
        .put("text", turn.text())
        .put("occurred_at", turn.occurredAt().toString());
    if (turn.caption() != null) {
      event.put("caption", turn.caption());
    }
    event.putObject("metadata").put(DIA_ID, turn.diaId());
    return event;
  }
}
