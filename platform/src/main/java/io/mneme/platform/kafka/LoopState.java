package io.mneme.platform.kafka;

import io.mneme.platform.Component.Check;
import io.mneme.platform.Outage;
import java.util.Map;

/** What a consumer loop is doing, and what that means for the service's health. */
sealed interface LoopState {

  record Created() implements LoopState {}

  record Reading() implements LoopState {}

  record Waiting(Outage outage, int attempts) implements LoopState {}

  record Failed(Throwable cause) implements LoopState {}

  record Closed() implements LoopState {}

  default Check check(Map<String, Object> details) {
    return switch (this) {
      case Created() -> new Check.Down("has not started", details);
      case Reading() -> new Check.Up("reads", details);
      case Waiting(Outage outage, int attempts) ->
          new Check.Degraded(
              "waits for " + outage.getMessage() + " (" + attempts + " attempts)", details);
      case Failed(Throwable cause) -> new Check.Down("ended: " + cause.getMessage(), details);
      case Closed() -> new Check.Down("closed", details);
    };
  }
}
