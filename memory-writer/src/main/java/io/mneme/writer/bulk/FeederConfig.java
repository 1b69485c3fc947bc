package io.mneme.writer.bulk;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How gently imports are fed into the log.
 *
 * @param stepRecordsMax the most records fed at once while nobody else writes
 * @param stepRecordsBesideMax the same while others do: what an interactive event may find before
 *     it
 * @param quietAfter how long after the last of others' events they count as silent
 * @param lagRecordsMax records the writers may have yet to apply when the next step is fed
 * @param lookAgain how long to wait before the writers' lag is looked at again
 */
@ConfigurationProperties("mneme.bulk")
public record FeederConfig(
    int stepRecordsMax,
    int stepRecordsBesideMax,
    Duration quietAfter,
    int lagRecordsMax,
    Duration lookAgain) {

  public FeederConfig {
    if (stepRecordsBesideMax < 1
        || stepRecordsMax < stepRecordsBesideMax
        || quietAfter.isNegative()
        || lagRecordsMax < 0
        || !lookAgain.isPositive()) {
      throw new IllegalArgumentException(
          "mneme.bulk: step-records-beside-max and look-again must be above zero, step-records-max"
              + " at least step-records-beside-max, quiet-after and lag-records-max not below zero");
    }
  }
}
