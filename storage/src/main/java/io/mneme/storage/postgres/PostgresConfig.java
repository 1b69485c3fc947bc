package io.mneme.storage.postgres;

import java.time.Duration;

/**
 * How a service reaches PostgreSQL.
 *
 * @param url JDBC URL of the primary or of a replica
 * @param user {@code mneme_writer}, {@code mneme_reader} or {@code mneme_mover}
 * @param password of that role
 * @param connectionsMax size of the pool
 * @param acquireTimeout how long a caller waits for a free connection before it is an outage
 * @param statementTimeout how long one statement may run before it is an outage
 */
public record PostgresConfig(
    String url,
    String user,
    String password,
    int connectionsMax,
    Duration acquireTimeout,
    Duration statementTimeout) {
  public static final int CONNECTIONS_DEFAULT = 8;
  public static final Duration ACQUIRE_TIMEOUT_DEFAULT = Duration.ofSeconds(3);
  public static final Duration STATEMENT_TIMEOUT_DEFAULT = Duration.ofSeconds(30);

  public PostgresConfig {
    if (connectionsMax < 1) {
      throw new IllegalArgumentException("connectionsMax must be at least 1");
    }
    if (!acquireTimeout.isPositive() || !statementTimeout.isPositive()) {
      throw new IllegalArgumentException("timeouts must be positive");
    }
  }

  /** With the default limits. */
  public static PostgresConfig of(String url, String user, String password) {
    return new PostgresConfig(
        url,
        user,
        password,
        CONNECTIONS_DEFAULT,
        ACQUIRE_TIMEOUT_DEFAULT,
        STATEMENT_TIMEOUT_DEFAULT);
  }

  @Override
  public String toString() {
    return "PostgresConfig[" + user + " at " + url + ", at most " + connectionsMax + "]";
  }
}
