package io.mneme.migrator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.platform.ConfigurationProblem;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.cold.ObjectStores;
import io.mneme.storage.cold.S3Account;
import io.mneme.storage.postgres.PostgresConfig;

/** Where the tiers are. */
final class StoreSettings {
  private StoreSettings() {}

  /**
   * The primary, which holds hot and warm memories and the stubs of cold ones.
   *
   * @param url JDBC URL
   * @param user a role that may move memories
   * @param password of that role
   * @param connectionsMax size of the pool
   */
  @ConfigurationProperties("mneme.postgres")
  record Postgres(String url, String user, String password, int connectionsMax) {
    public Postgres {
      if (!url.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException(
            "mneme.postgres.url must begin with jdbc:postgresql:, not \"" + url + "\"");
      }
      if (connectionsMax < 1) {
        throw new IllegalArgumentException("mneme.postgres.connections-max must be at least 1");
      }
    }

    PostgresConfig pool() {
      return new PostgresConfig(
          url,
          user,
          password,
          connectionsMax,
          PostgresConfig.ACQUIRE_TIMEOUT_DEFAULT,
          PostgresConfig.STATEMENT_TIMEOUT_DEFAULT);
    }

    @Override
    public String toString() {
      return "Postgres[" + user + " at " + url + "]";
    }
  }

  /**
   * Where the contents of cold memories are.
   *
   * @param url {@code file:///folder} or {@code s3://bucket}
   */
  @ConfigurationProperties("mneme.objects")
  record Objects(String url) {
    ObjectStore open(S3 s3) {
      try {
        return ObjectStores.open(
            url, S3Account.of(s3.endpoint(), s3.region(), s3.accessKey(), s3.secretKey()));
      } catch (IllegalArgumentException impossible) {
        throw new ConfigurationProblem(String.valueOf(impossible.getMessage()));
      }
    }
  }

  /**
   * Who speaks to S3; blank with a folder.
   *
   * @param endpoint of a server other than Amazon's
   * @param region for signatures
   * @param accessKey who
   * @param secretKey the proof
   */
  @ConfigurationProperties("mneme.s3")
  record S3(String endpoint, String region, String accessKey, String secretKey) {
    @Override
    public String toString() {
      return "S3[" + accessKey + " at " + endpoint + "]";
    }
  }
}
