package io.mneme.testkit;

import io.mneme.devstack.Addresses;
import io.mneme.devstack.DataFolder;
import io.mneme.devstack.Project;
import io.mneme.devstack.Reaper;
import io.mneme.devstack.RedisServer;
import io.mneme.devstack.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** Backends in containers, for machines with a container engine. */
final class ContainerBackends implements Backends {
  private static final String S3_IDENTITY = "mneme";
  private static final String S3_SECRET = "mneme-test-secret";
  private static final int REDIS_PORT = 6379;
  private static final int S3_PORT = 80;

  private final Site site;
  private final AtomicInteger redisDatabases = new AtomicInteger();
  private final AtomicInteger buckets = new AtomicInteger();
  private @Nullable KafkaContainer kafka;
  private @Nullable PostgreSQLContainer postgres;
  private @Nullable GenericContainer<?> redis;
  private @Nullable GenericContainer<?> s3;
  private @Nullable FreshDatabases databases;

  ContainerBackends() {
    try {
      site =
          new Site(
              Project.find(),
              new DataFolder(Files.createTempDirectory("mneme-scratch-"), new SecureRandom()),
              new Reaper());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized String kafkaBootstrap() {
    if (kafka == null) {
      kafka =
          new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"))
              .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
              .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
      kafka.start();
    }
    return kafka.getBootstrapServers();
  }

  @Override
  public synchronized PostgresAdmin postgresAdmin() {
    if (postgres == null) {
      postgres =
          new PostgreSQLContainer(
              DockerImageName.parse("pgvector/pgvector:pg18")
                  .asCompatibleSubstituteFor("postgres"));
      postgres.start();
    }
    return new PostgresAdmin(postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
  }

  @Override
  public synchronized Addresses.Postgres freshDatabase() {
    if (databases == null) {
      databases = new FreshDatabases(postgresAdmin());
    }
    return databases.make();
  }

  @Override
  public synchronized String redisUrl() {
    if (redis == null) {
      redis =
          new GenericContainer<>(DockerImageName.parse("redis:8"))
              .withCommand("redis-server", "--save", "", "--databases", "" + RedisServer.DATABASES)
              .withExposedPorts(REDIS_PORT);
      redis.start();
    }
    return "redis://%s:%d/%d"
        .formatted(
            redis.getHost(), redis.getMappedPort(REDIS_PORT), redisDatabases.getAndIncrement());
  }

  @Override
  public synchronized Addresses.Objects freshBucket() {
    if (s3 == null) {
      s3 =
          new GenericContainer<>(DockerImageName.parse("andrewgaul/s3proxy:sha-4.1.0"))
              .withEnv("S3PROXY_AUTHORIZATION", "aws-v2-or-v4")
              .withEnv("S3PROXY_IDENTITY", S3_IDENTITY)
              .withEnv("S3PROXY_CREDENTIAL", S3_SECRET)
              .withEnv("JCLOUDS_PROVIDER", "filesystem-nio2")
              .withEnv("JCLOUDS_FILESYSTEM_BASEDIR", "/data")
              .withExposedPorts(S3_PORT)
              .waitingFor(Wait.forListeningPort());
      s3.start();
    }
    String bucket = "bucket-" + buckets.incrementAndGet();
    try {
      // to this store a bucket is a folder
      Container.ExecResult made = s3.execInContainer("mkdir", "-p", "/data/" + bucket);
      if (made.getExitCode() != 0) {
        throw new AssertionError("The bucket could not be made: " + made.getStderr());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    String endpoint = "http://" + s3.getHost() + ":" + s3.getMappedPort(S3_PORT);
    return new Addresses.Objects(endpoint, bucket, S3_IDENTITY, S3_SECRET);
  }

  @Override
  public Site site() {
    return site;
  }

  @Override
  public Optional<ProcessControl> kafka() {
    return Optional.empty();
  }

  @Override
  public Optional<ProcessControl> postgres() {
    return Optional.empty();
  }

  @Override
  public Optional<Replica> postgresReplica() {
    return Optional.empty();
  }

  @Override
  public Optional<ProcessControl> redis() {
    return Optional.empty();
  }

  @Override
  public Optional<ProcessControl> objects() {
    return Optional.empty();
  }

  @Override
  public synchronized void close() {
    for (@Nullable GenericContainer<?> container :
        new @Nullable GenericContainer<?>[] {kafka, postgres, redis, s3}) {
      if (container != null) {
        container.stop();
      }
    }
    site.reaper().close();
  }
}
