package io.mneme.reader.guard;

import io.mneme.platform.Component;
import io.mneme.storage.StoreUnavailable;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whether a store answers. Degraded, not down, when it does not: what is held in memory still
 * serves.
 */
public final class StoreCheck implements Component {
  private final String name;
  private final Supplier<Map<String, Object>> look;

  /**
   * @param look asks the store for a sign of life, and returns what an operator would want to know
   */
  public StoreCheck(String name, Supplier<Map<String, Object>> look) {
    this.name = name;
    this.look = look;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Check check() {
    try {
      return new Check.Up("answers", look.get());
    } catch (StoreUnavailable e) {
      return new Check.Degraded(String.valueOf(e.getMessage()), Map.of());
    }
  }
}
