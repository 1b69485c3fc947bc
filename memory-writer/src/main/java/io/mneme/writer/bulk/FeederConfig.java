package io.mneme.writer.bulk;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How gently imports are fed into the log.
 *
 * @param stepRecordsMax the most records fed at once: what an interactive event may find before it
 * @param lagRecordsMax records the writers may have yet to apply when the next step is fed
 * @param lookAgain how long to wait before the writers' lag is looked at again
 */
@ConfigurationProperties("mneme.bulk")
public record FeederConfig(int stepRecordsMax, int lagRecordsMax, Duration lookAgain) {

  public FeederConfig {
    if (stepRecordsMax < 1 || lagRecordsMax < 0 || !lookAgain.isPositive()) {
      throw new IllegalArgumentException(
          "mneme.bulk: step-records-max and look-again must be above zero, lag-records-max must"
              + " not be below it");
    }
  }
}
