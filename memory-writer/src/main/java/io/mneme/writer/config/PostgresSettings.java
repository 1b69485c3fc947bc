package io.mneme.writer.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.storage.postgres.PostgresConfig;
import java.time.Duration;

/**
 * Where PostgreSQL is: the primary, since no write is decided from a replica.
 *
 * @param url JDBC URL
 * @param user a role that may write memories
 * @param password of that role
 * @param connectionsMax size of the pool; the writer works on one thread
 * @param acquireMax how long it waits for a connection before that is an outage
 * @param statementMax how long a statement may run before that is an outage
 */
@ConfigurationProperties("mneme.postgres")
public record PostgresSettings(
    String url,
    String user,
    String password,
    int connectionsMax,
    Duration acquireMax,
    Duration statementMax) {

  public PostgresSettings {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "mneme.postgres.url must begin with jdbc:postgresql:, not \"" + url + "\"");
    }
    if (connectionsMax < 1) {
      throw new IllegalArgumentException("mneme.postgres.connections-max must be above zero");
    }
  }

  /** What storage reads of it. */
  public PostgresConfig config() {
    return new PostgresConfig(url, user, password, connectionsMax, acquireMax, statementMax);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "PostgresSettings[" + user + " at " + url + "]";
  }
}
