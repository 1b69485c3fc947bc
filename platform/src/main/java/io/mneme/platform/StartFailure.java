package io.mneme.platform;

import java.net.BindException;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a service did not start, as one sentence for whoever typed the command.
 *
 * @param sentence what to do about it, or what failed
 * @param exitCode one of {@link ServiceMain}'s
 */
record StartFailure(String sentence, int exitCode) {
  private static final int CAUSES_MAX = 32;

  static StartFailure of(Throwable failure) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      switch (cause) {
        case ConfigurationProblem problem -> {
          return new StartFailure(text(problem), ServiceMain.EXIT_CONFIGURATION);
        }
        case IllegalArgumentException invalid when text(invalid).startsWith("mneme.") -> {
          return new StartFailure(text(invalid), ServiceMain.EXIT_CONFIGURATION);
        }
        case BindException taken -> {
          return new StartFailure(
              "its address is in use (" + text(taken) + "); choose another with MNEME_HTTP_PORT",
              ServiceMain.EXIT_PORT_IN_USE);
        }
        default -> {}
      }
    }
    return new StartFailure(text(causes.getLast()), ServiceMain.EXIT_NOT_STARTED);
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable at = failure; at != null && causes.size() < CAUSES_MAX; at = at.getCause()) {
      causes.add(at);
    }
    return causes;
  }

  private static String text(Throwable cause) {
    String message = cause.getMessage();
    return (message == null ? cause.getClass().getSimpleName() : message)
        .lines()
        .findFirst()
        .orElse("");
  }
}
