package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.storage.postgres.PostgresConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * PostgreSQL's replicas, which are asked before the primary.
 *
 * @param urls JDBC URLs with commas between them, one server each; blank for none
 * @param lagMax one further behind than this is asked only when the primary does not answer
 * @param acquireMax how long a request waits for a connection before it asks the next
 * @param statementMax how long a statement may run before a request asks the next
 */
@ConfigurationProperties("mneme.replicas")
public record ReplicaSettings(
    String urls, Duration lagMax, Duration acquireMax, Duration statementMax) {

  public ReplicaSettings {
    if (!lagMax.isPositive()) {
      throw new IllegalArgumentException("mneme.replicas.lag-max must be above zero");
    }
    for (String url : split(urls)) {
      if (!url.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException(
            "mneme.replicas.urls must begin with jdbc:postgresql: each");
      }
    }
  }

  /** What storage reads of it; role and pool are those for the primary. */
  public List<PostgresConfig> configs(PostgresSettings primary) {
    return split(urls).stream()
        .map(url ->
            new PostgresConfig(
                url,
                primary.user(),
                primary.password(),
                primary.connectionsMax(),
                acquireMax,
                statementMax))
        .toList();
  }

  private static List<String> split(String urls) {
    return Arrays.stream(urls.split(",", -1))
        .map(String::strip)
        .filter(url -> !url.isEmpty())
        .toList();
  }
}
