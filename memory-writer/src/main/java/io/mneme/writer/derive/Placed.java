package io.mneme.writer.derive;

import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;

/** An event and where it stands in the log. */
public record Placed(Event event, Position position) {}
