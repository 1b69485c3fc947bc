package io.mneme.devstack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to execute.
 *
 * @param command program and arguments
 * @param environment variables beside those of this process
 * @param directory where it runs
 * @param stopSignal the signal that asks it to end in order, for example {@code TERM}
 */
public record Launch(
    List<String> command, Map<String, String> environment, Path directory, String stopSignal) {

  /** Ended by {@code TERM}, with nothing added to the environment. */
  static Launch of(List<String> command, Path directory) {
    return new Launch(command, Map.of(), directory, "TERM");
  }
}
