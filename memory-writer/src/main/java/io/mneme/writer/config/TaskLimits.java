package io.mneme.writer.config;

import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.storage.postgres.PostgresConfig;
import java.time.Duration;

/**
 * Limits of work that has an end and that no caller waits for. It gives way to the services beside
 * it, so it is the one that finds others slow, and waits longer than a service may.
 */
public final class TaskLimits {
  private static final Duration WAIT_MAX = Duration.ofMinutes(1);

  /** A statement over a large batch may take its time. */
  private static final Duration STATEMENT_MAX = Duration.ofMinutes(10);

  private TaskLimits() {}

  /** The writer's login, with connections enough for so many threads. */
  public static PostgresConfig postgres(PostgresSettings settings, String url, int connectionsMax) {
    return new PostgresConfig(
        url, settings.user(), settings.password(), connectionsMax, WAIT_MAX, STATEMENT_MAX);
  }

  /** How such work publishes. */
  public static PublisherConfig publisher(String bootstrap) {
    return PublisherConfig.patient(bootstrap, WAIT_MAX);
  }
}
