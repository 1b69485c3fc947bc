package io.mneme.writer;

import io.mneme.platform.Component;
import io.mneme.storage.StoreUnavailable;
import java.util.Map;

/**
 * A store the writer depends on.
 *
 * @param name in health answers
 * @param look asks it for a sign of life
 * @param need what it means when there is none
 */
record Dependency(String name, Runnable look, Need need) implements Component {

  /** What the writer is without it. */
  enum Need {
    /** It waits until it is back. */
    NEEDED,
    /** It goes on. */
    USEFUL
  }

  @Override
  public Check check() {
    try {
      look.run();
      return new Check.Up("answers", Map.of());
    } catch (StoreUnavailable e) {
      String message = "does not answer: " + e.getMessage();
      return switch (need) {
        case NEEDED -> new Check.Down(message, Map.of());
        case USEFUL -> new Check.Degraded(message, Map.of());
      };
    }
  }
}
