package io.mneme.writer.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How a rebuild goes about it.
 *
 * @param lateWritersMax how long a writer may take from its commit to telling Redis what it
 *     committed: so long after the switch Redis is told again
 */
@ConfigurationProperties("mneme.rebuild")
public record RebuildSettings(Duration lateWritersMax) {

  public RebuildSettings {
    if (!lateWritersMax.isPositive()) {
      throw new IllegalArgumentException("mneme.rebuild.late-writers-max must be above zero");
    }
  }
}
