package io.mneme.migrator;

import io.mneme.platform.Component;
import java.util.Map;
import java.util.function.Function;

/**
 * Something the service needs, asked for a sign of life.
 *
 * @param name in health answers
 * @param ping throws when there is none
 * @param without what it means that there is none
 */
record Dependency(String name, Runnable ping, Function<String, Check> without)
    implements Component {

  /** The service can do nothing without it. */
  static Dependency needed(String name, Runnable ping) {
    return new Dependency(name, ping, message -> new Check.Down(message, Map.of()));
  }

  /** The service does less without it. */
  static Dependency useful(String name, Runnable ping) {
    return new Dependency(name, ping, message -> new Check.Degraded(message, Map.of()));
  }

  @Override
  public Check check() {
    try {
      ping.run();
      return new Check.Up("answers", Map.of());
    } catch (RuntimeException e) {
      return without.apply(String.valueOf(e.getMessage()));
    }
  }
}
