package io.mneme.platform;

import java.util.Map;

/** Something a service depends on or runs, which can say how it is. */
public interface Component {

  /** Its name in health answers, for example {@code postgres}. */
  String name();

  /** Looks at it now, within a second. Never throws. */
  Check check();

  /** How a component is, with what an operator would want to know. */
  sealed interface Check {
    String message();

    Map<String, Object> details();

    /** Works. */
    record Up(String message, Map<String, Object> details) implements Check {}

    /** Works with less than everything; the service stays ready. */
    record Degraded(String message, Map<String, Object> details) implements Check {}

    /** Does not work; the service is not ready. */
    record Down(String message, Map<String, Object> details) implements Check {}
  }
}
