package io.mneme.reader.guard;

import io.mneme.platform.Breaker;
import io.mneme.platform.Outage;
import io.mneme.storage.StoreUnavailable;
import java.util.function.Function;

/**
 * A store behind its breaker: while it is down requests go on without it at once, instead of each
 * waiting for its own timeout.
 *
 * @param <S> the store
 */
public final class Guarded<S> {
  private final S store;
  private final String name;
  private final Breaker breaker;

  public Guarded(String name, S store, Breaker breaker) {
    this.name = name;
    this.store = store;
    this.breaker = breaker;
  }

  /**
   * Asks it.
   *
   * @throws Outage when it does not answer, or its breaker is open
   */
  public <T> T ask(Function<S, T> question) throws Outage {
    return breaker.call(() -> {
      try {
        return question.apply(store);
      } catch (StoreUnavailable e) {
        throw new Outage(name, e);
      }
    });
  }
}
