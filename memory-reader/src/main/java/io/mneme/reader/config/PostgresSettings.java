package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.storage.postgres.PostgresConfig;
import java.time.Duration;

/**
 * Where PostgreSQL's primary is. Replicas are in {@link ReplicaSettings}.
 *
 * @param url JDBC URL
 * @param user a role that may only read
 * @param password of that role
 * @param connectionsMax size of the pool
 * @param acquireMax how long a request waits for a connection before it goes on without
 * @param statementMax how long a statement may run before a request goes on without
 */
@ConfigurationProperties("mneme.postgres")
public record PostgresSettings(
    String url,
    String user,
    String password,
    int connectionsMax,
    Duration acquireMax,
    Duration statementMax) {

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
