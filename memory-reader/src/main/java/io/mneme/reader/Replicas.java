package io.mneme.reader;

import io.mneme.platform.Breaker;
import io.mneme.platform.Surroundings;
import io.mneme.reader.database.Follower;
import io.mneme.reader.guard.Guarded;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresReplica;
import io.mneme.storage.read.Replica;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The replicas of the configuration, each with connections and a breaker of its own. */
final class Replicas implements AutoCloseable {
  /** Soon: the primary is there, and a replica is tried again at little cost. */
  private static final int FAILURES_TO_OPEN = 2;

  private static final Duration OPEN_FOR = Duration.ofSeconds(5);

  private final List<PostgresReplica> opened = new ArrayList<>();
  private final List<Follower> followers = new ArrayList<>();

  private Replicas() {}

  static Replicas open(List<PostgresConfig> configs, ColdReader cold, Surroundings surroundings) {
    Replicas replicas = new Replicas();
    for (PostgresConfig config : configs) {
      String name = "postgres-replica-" + (replicas.opened.size() + 1);
      PostgresReplica replica = PostgresReplica.open(config, cold);
      replicas.opened.add(replica);
      Breaker breaker =
          new Breaker(new Breaker.Rule(name, FAILURES_TO_OPEN, 1, OPEN_FOR), surroundings);
      replicas.followers.add(new Follower(name, new Guarded<Replica>(name, replica, breaker)));
    }
    return replicas;
  }

  List<Follower> followers() {
    return followers;
  }

  @Override
  public void close() {
    opened.forEach(PostgresReplica::close);
  }
}
