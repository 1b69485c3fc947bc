package io.mneme.migrator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.migrator.job.JobSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the Streams job runs.
 *
 * @param state folder of its local stores; restored from Kafka when it is lost
 * @param threads that work on partitions
 * @param replication of its changelog topics; -1 leaves it to the brokers
 * @param standbys warm copies of the stores in other processes
 * @param commitEvery between transactions; a decided move waits at most this long
 * @param sessionTimeout after which a silent process loses its partitions
 */
@ConfigurationProperties("mneme.streams")
record StreamsSettings(
    String state,
    int threads,
    int replication,
    int standbys,
    Duration commitEvery,
    Duration sessionTimeout) {

  public StreamsSettings {
    if (state.isBlank()) {
      throw new IllegalArgumentException("mneme.streams.state must name a folder");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("mneme.streams.threads must be at least 1");
    }
    if (replication < -1 || replication == 0) {
      throw new IllegalArgumentException("mneme.streams.replication must be -1, or at least 1");
    }
    if (standbys < 0) {
      throw new IllegalArgumentException("mneme.streams.standbys must not be negative");
    }
    if (!commitEvery.isPositive() || !sessionTimeout.isPositive()) {
      throw new IllegalArgumentException(
          "mneme.streams.commit-every and session-timeout must be longer than nothing");
    }
  }

  JobSettings job(String bootstrap) {
    return new JobSettings(
        bootstrap, Path.of(state), threads, replication, standbys, commitEvery, sessionTimeout);
  }
}
