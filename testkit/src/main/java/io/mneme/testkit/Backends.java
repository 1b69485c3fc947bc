package io.mneme.testkit;

import io.mneme.devstack.Addresses;
import io.mneme.devstack.Site;
import java.util.Locale;
import java.util.Optional;

/**
 * Real Kafka, PostgreSQL with pgvector, Redis and S3 for integration tests. Each server starts when
 * first asked for. When one cannot start, the test that asked fails with one sentence: a suite
 * never passes by skipping.
 *
 * <p>{@code MNEME_BACKENDS} (environment or system property {@code mneme.backends}) chooses between
 * {@code processes}, the default, which needs no container engine, and {@code containers}.
 */
public sealed interface Backends extends AutoCloseable permits ProcessBackends, ContainerBackends {

  /** Those of this JVM: one set of servers, ended when the JVM ends. */
  static Backends shared() {
    return SharedBackends.INSTANCE;
  }

  /** A set of its own, for a test that kills and freezes. The caller closes it. */
  static Backends own() {
    String kind = System.getProperty("mneme.backends", System.getenv("MNEME_BACKENDS"));
    return switch (kind == null ? "processes" : kind.toLowerCase(Locale.ROOT)) {
      case "processes" -> new ProcessBackends();
      case "containers" -> new ContainerBackends();
      default ->
          throw new IllegalArgumentException(
              "MNEME_BACKENDS is '" + kind + "'; it can be processes or containers.");
    };
  }

  /** {@code host:port} of Kafka. It has no topics until somebody asks for fresh ones. */
  String kafkaBootstrap();

  /**
   * Empties Kafka: every topic and every idle consumer group goes, the catalogue comes back with
   * this many partitions for what is keyed by subject.
   */
  default void freshTopics(int partitions) {
    new FreshTopics(kafkaBootstrap()).make(partitions);
  }

  /** Who administers PostgreSQL. */
  PostgresAdmin postgresAdmin();

  /** A new database with the schema of this build and nothing in it. */
  Addresses.Postgres freshDatabase();

  /** A numbered database of Redis that nobody used before in this JVM. */
  String redisUrl();

  /** A new bucket. */
  Addresses.Objects freshBucket();

  /** Everything a service depends on: fresh database, Redis database and bucket. */
  default Addresses freshAddresses() {
    return new Addresses(kafkaBootstrap(), freshDatabase(), redisUrl(), freshBucket());
  }

  /** Where further child processes of a test live. */
  Site site();

  /** Kafka's process, where there is one to hurt. */
  Optional<ProcessControl> kafka();

  /** PostgreSQL's process. */
  Optional<ProcessControl> postgres();

  /** A replica that streams from PostgreSQL, made when first asked for. */
  Optional<Replica> postgresReplica();

  /** Redis' process. */
  Optional<ProcessControl> redis();

  /** The object store's process. */
  Optional<ProcessControl> objects();

  @Override
  void close();

  /**
   * A replica of all databases of the server.
   *
   * @param url of the database {@code postgres} on it
   */
  record Replica(String url, ProcessControl process) {

    /** Where it has a database of the primary. */
    public String urlOf(Addresses.Postgres database) {
      String name = database.url().substring(database.url().lastIndexOf('/') + 1);
      return url.substring(0, url.lastIndexOf('/') + 1) + name;
    }
  }

  /** Superuser of the server. */
  record PostgresAdmin(String url, String user, String password) {
    @Override
    public String toString() {
      return "PostgresAdmin[" + user + " at " + url + "]";
    }
  }
}
