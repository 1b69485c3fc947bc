package io.mneme.gateway.ingest;

import io.mneme.platform.http.Problem;

/** What became of one item. */
public sealed interface Answer {

  /** It is in the log. */
  record Accepted(Receipt receipt) implements Answer {}

  /** It is not, and leaves no trace there. */
  record Rejected(Problem problem) implements Answer {}

  /** Kafka did not say in time; sent again with the same idempotency key it counts once. */
  record Unavailable(Problem problem) implements Answer {}

  default int status() {
    return switch (this) {
      case Accepted _ -> 202;
      case Rejected(Problem problem) -> problem.status();
      case Unavailable(Problem problem) -> problem.status();
    };
  }
}
