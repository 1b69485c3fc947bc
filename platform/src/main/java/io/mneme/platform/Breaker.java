package io.mneme.platform;

import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Spares a dependency that fails: after so many outages in a row it is not asked for a while, then
 * carefully again. Thread-safe.
 */
public final class Breaker implements Component {
  private final Rule rule;
  private final InstantSource clock;
  private final AtomicReference<BreakerState> state =
      new AtomicReference<>(new BreakerState.Closed(0));

  public Breaker(Rule rule, Surroundings surroundings) {
    this.rule = rule;
    this.clock = surroundings.clock();
    Gauge.builder("mneme.breaker.state", () -> state.get().level())
        .description("0 closed, 1 half open, 2 open")
        .tag("dependency", rule.dependency())
        .strongReference(true)
        .register(surroundings.meters());
  }

  /**
   * Makes one attempt.
   *
   * @throws Outage what the attempt threw, or at once while the breaker is open
   */
  public <T> T call(Attempt<T> attempt) throws Outage {
    BreakerState before = state.updateAndGet(now -> now.at(clock.instant()));
    if (before instanceof BreakerState.Open(Instant until)) {
      throw new Outage(
          rule.dependency(), new IllegalStateException("breaker is open until " + until));
    }
    try {
      T result = attempt.run();
      state.updateAndGet(now -> now.afterSuccess(rule));
      return result;
    } catch (Outage outage) {
      state.updateAndGet(now -> now.afterFailure(rule, clock.instant()));
      throw outage;
    }
  }

  /** Whether the next call would be refused without an attempt. */
  public boolean isOpen() {
    return state.get().at(clock.instant()) instanceof BreakerState.Open;
  }

  @Override
  public String name() {
    return "breaker " + rule.dependency();
  }

  @Override
  public Check check() {
    return switch (state.get().at(clock.instant())) {
      case BreakerState.Closed(int failures) ->
          new Check.Up("closed", Map.of("failures_in_a_row", failures));
      case BreakerState.HalfOpen(int successes) ->
          new Check.Degraded("half open", Map.of("successes_in_a_row", successes));
      case BreakerState.Open(Instant until) ->
          new Check.Degraded("open", Map.of("until", until.toString()));
    };
  }

  /** What a breaker guards. */
  public interface Attempt<T> {
    T run() throws Outage;
  }

  /**
   * When a breaker opens and closes.
   *
   * @param dependency what it guards, for example {@code vector store}
   * @param failuresToOpen outages in a row that open it
   * @param successesToClose successes in a row that close it again
   * @param openFor how long it refuses
   */
  public record Rule(
      String dependency, int failuresToOpen, int successesToClose, Duration openFor) {
    public static final Rule VECTOR_STORE = new Rule("vector store", 5, 3, Duration.ofSeconds(30));
    public static final Rule EMBEDDING = new Rule("embedding", 3, 2, Duration.ofSeconds(60));
    public static final Rule ENTITY_GRAPH = new Rule("entity graph", 5, 3, Duration.ofSeconds(30));

    public Rule {
      if (failuresToOpen < 1 || successesToClose < 1 || !openFor.isPositive()) {
        throw new IllegalArgumentException("a breaker needs counts and a time above zero");
      }
    }

    /** The same, refusing for another time. */
    public Rule openFor(Duration time) {
      return new Rule(dependency, failuresToOpen, successesToClose, time);
    }
  }
}
