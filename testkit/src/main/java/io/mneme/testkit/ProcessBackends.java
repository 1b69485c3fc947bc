package io.mneme.testkit;

import io.mneme.devstack.Addresses;
import io.mneme.devstack.PostgresReplica;
import io.mneme.devstack.PostgresServer;
import io.mneme.devstack.RedisServer;
import io.mneme.devstack.S3Server;
import io.mneme.devstack.ScratchServers;
import io.mneme.devstack.Site;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Backends that are child processes of the test's JVM, as {@code ./mneme up} starts them. */
final class ProcessBackends implements Backends {
  private final ScratchServers servers = new ScratchServers();
  private final AtomicInteger redisDatabases = new AtomicInteger();
  private final AtomicInteger buckets = new AtomicInteger();
  private @Nullable FreshDatabases databases;

  @Override
  public String kafkaBootstrap() {
    return servers.kafka().bootstrap();
  }

  @Override
  public PostgresAdmin postgresAdmin() {
    PostgresServer postgres = servers.postgres();
    return new PostgresAdmin(
        postgres.url("postgres"), PostgresServer.SUPERUSER, postgres.superuserPassword());
  }

  @Override
  public synchronized Addresses.Postgres freshDatabase() {
    if (databases == null) {
      databases = new FreshDatabases(postgresAdmin());
    }
    return databases.make();
  }

  @Override
  public String redisUrl() {
    int database = redisDatabases.getAndIncrement();
    if (database >= RedisServer.DATABASES) {
      throw new AssertionError("one JVM of tests asked for more Redis databases than there are");
    }
    return servers.redis().url() + "/" + database;
  }

  @Override
  public Addresses.Objects freshBucket() {
    S3Server s3 = servers.s3();
    String bucket = "bucket-" + buckets.incrementAndGet();
    s3.makeBucket(bucket);
    return new Addresses.Objects(
        s3.endpoint().toString(), bucket, S3Server.ACCESS_KEY, s3.secretKey());
  }

  @Override
  public Site site() {
    return servers.site();
  }

  @Override
  public Optional<ProcessControl> kafka() {
    return Optional.of(new ProcessControl(servers.kafka()));
  }

  @Override
  public Optional<ProcessControl> postgres() {
    return Optional.of(new ProcessControl(servers.postgres()));
  }

  @Override
  public Optional<Replica> postgresReplica() {
    PostgresReplica replica = servers.replica();
    return Optional.of(new Replica(replica.url("postgres"), new ProcessControl(replica)));
  }

  @Override
  public Optional<ProcessControl> redis() {
    return Optional.of(new ProcessControl(servers.redis()));
  }

  @Override
  public Optional<ProcessControl> objects() {
    return Optional.of(new ProcessControl(servers.s3()));
  }

  @Override
  public void close() {
    servers.close();
  }
}
