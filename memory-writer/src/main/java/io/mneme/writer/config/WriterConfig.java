package io.mneme.writer.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * The writer's own limits.
 *
 * @param batchRecordsMax the most records one transaction stores
 * @param pollMax how long a poll waits for a first record; also how often an idle writer looks
 *     whether the cache is still owed something
 * @param sessionMax how long a silent writer keeps its partitions
 */
@ConfigurationProperties("mneme.writer")
public record WriterConfig(int batchRecordsMax, Duration pollMax, Duration sessionMax) {

  public WriterConfig {
    positive("batch-records-max", batchRecordsMax);
    positive("poll-max", pollMax.toMillis());
    positive("session-max", sessionMax.toMillis());
  }

  private static void positive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException("mneme.writer." + key + " must be above zero");
    }
  }
}
