package io.mneme.platform;

import io.mneme.platform.Breaker.Rule;
import java.time.Instant;

/** Where a breaker is, and how it gets on from there. Pure. */
sealed interface BreakerState {
  /** Asks as usual. */
  record Closed(int failures) implements BreakerState {}

  /** Refuses until then. */
  record Open(Instant until) implements BreakerState {}

  /** Asks one at a time, and opens again at the first failure. */
  record HalfOpen(int successes) implements BreakerState {}

  /** Half open, with one attempt on its way. */
  record Trying(int successes) implements BreakerState {}

  /** As the metric counts it. */
  default int level() {
    return switch (this) {
      case Closed _ -> 0;
      case HalfOpen _, Trying _ -> 1;
      case Open _ -> 2;
    };
  }

  default BreakerState at(Instant now) {
    return this instanceof Open(Instant until) && !now.isBefore(until) ? new HalfOpen(0) : this;
  }

  /** With one more attempt on its way, if it lets one through. */
  default BreakerState entered() {
    return this instanceof HalfOpen(int successes) ? new Trying(successes) : this;
  }

  /** Without the attempt, which ended in neither success nor outage. */
  default BreakerState left() {
    return this instanceof Trying(int successes) ? new HalfOpen(successes) : this;
  }

  default BreakerState afterSuccess(Rule rule) {
    return switch (this) {
      case Closed _ -> new Closed(0);
      case HalfOpen(int successes) -> closer(successes + 1, rule);
      case Trying(int successes) -> closer(successes + 1, rule);
      case Open open -> open; // an attempt that began before it opened
    };
  }

  default BreakerState afterFailure(Rule rule, Instant now) {
    return switch (this) {
      case Closed(int failures) ->
          failures + 1 >= rule.failuresToOpen()
              ? new Open(now.plus(rule.openFor()))
              : new Closed(failures + 1);
      case HalfOpen _, Trying _ -> new Open(now.plus(rule.openFor()));
      case Open open -> open;
    };
  }

  private static BreakerState closer(int successes, Rule rule) {
    return successes >= rule.successesToClose() ? new Closed(0) : new HalfOpen(successes);
  }
}
