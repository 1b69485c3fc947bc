package io.mneme.benchmarks.torture.history;

import io.mneme.schemas.Position;
import java.util.UUID;

/** How a request ended. */
public sealed interface Answer {

  /** 202: it is durable there. */
  record Acknowledged(UUID eventId, Position position) implements Answer {}

  /** Another status: it may be in the log, or not. */
  record Refused(int status) implements Answer {}

  /** None: it may be in the log, or not. */
  record Silence(String why) implements Answer {}
}
