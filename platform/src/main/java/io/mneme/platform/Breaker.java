package io.mneme.platform;

import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Spares a dependency that fails, and those who would wait for it: after so many outages in a row
 * it is not asked for a while, then by one at a time. Thread-safe.
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
    Instant now = clock.instant();
    switch (state.getAndUpdate(before -> before.at(now).entered()).at(now)) {
      case BreakerState.Open(Instant until) -> throw refused("open until " + until);
      case BreakerState.Trying _ -> throw refused("half open, and one attempt is on its way");
      case BreakerState.Closed _, BreakerState.HalfOpen _ -> {
        // this one goes through
      }
    }
    try {
      T result = attempt.run();
      state.updateAndGet(before -> before.afterSuccess(rule));
      return result;
    } catch (Outage outage) {
      state.updateAndGet(before -> before.afterFailure(rule, clock.instant()));
      throw outage;
    } catch (RuntimeException fault) {
      state.updateAndGet(BreakerState::left);
      throw fault;
    }
  }

  private Outage refused(String why) {
    return new Outage(rule.dependency(), new IllegalStateException("breaker is " + why));
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
      case BreakerState.HalfOpen(int successes) -> halfOpen(successes);
      case BreakerState.Trying(int successes) -> halfOpen(successes);
      case BreakerState.Open(Instant until) ->
          new Check.Degraded("open", Map.of("until", until.toString()));
    };
  }

  private static Check halfOpen(int successes) {
    return new Check.Degraded("half open", Map.of("successes_in_a_row", successes));
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
