package io.mneme.migrator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.storage.tier.Upkeep;
import java.time.Duration;

/**
 * How patient the upkeep of the stores is.
 *
 * @param every from the end of one run to the next
 * @param grace how long an object of the archive is left alone after it was written
 */
@ConfigurationProperties("mneme.upkeep")
record UpkeepConfig(Duration every, Duration grace) {
  public UpkeepConfig {
    try {
      waits(every, grace);
    } catch (IllegalArgumentException impossible) {
      throw new IllegalArgumentException("mneme.upkeep." + impossible.getMessage(), impossible);
    }
  }

  Upkeep.Waits waits() {
    return waits(every, grace);
  }

  private static Upkeep.Waits waits(Duration every, Duration grace) {
    return new Upkeep.Waits(every, grace);
  }
}
