package io.mneme.writer.derive;

import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;

/**
 * An event and where it stands in the log.
 *
 * @param way how it came there
 */
public record Placed(Event event, Position position, Way way) {

  /** How an event comes into the log. */
  public enum Way {
    /** As soon as it was accepted. */
    DIRECT,
    /** After it had waited with an import: it may be older than what stands before it. */
    IMPORTED
  }

  /** An event that came directly. */
  public Placed(Event event, Position position) {
    this(event, position, Way.DIRECT);
  }
}
