package io.mneme.cli.console;

import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a command takes from the world outside. Tests hand in their own.
 *
 * @param environment variables
 * @param in standard input
 * @param watched whether a person is at the terminal, rather than a file or another program
 * @param clock the only source of time
 * @param random the only source of chance
 */
public record Shell(
    Map<String, String> environment,
    InputStream in,
    boolean watched,
    InstantSource clock,
    RandomGenerator random) {
  private static final int COLUMNS_DEFAULT = 100;
  private static final int COLUMNS_MIN = 60;
  private static final int COLUMNS_MAX = 240;

  /** How many characters fit in a line, as the environment says it, within reason. */
  public int columns() {
    try {
      int columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
      return Math.clamp(columns, COLUMNS_MIN, COLUMNS_MAX);
    } catch (NumberFormatException e) {
      return COLUMNS_DEFAULT;
    }
  }

  /** Whether a stack trace is wanted with a failure. */
  public boolean isDebugging() {
    return !environment.getOrDefault("MNEME_DEBUG", "").isBlank();
  }
}
