package io.mneme.migrator.job;

import java.time.Duration;

/**
 * How often the job looks for due memories, and how much it decides each time.
 *
 * @param every wall-clock time between passes
 * @param decisionsMax of one pass of one partition; what is left over waits for the next
 */
public record PassSettings(Duration every, int decisionsMax) {
  public PassSettings {
    if (!every.isPositive() || decisionsMax < 1) {
      throw new IllegalArgumentException("pass-every and pass-decisions-max must be positive");
    }
  }
}
