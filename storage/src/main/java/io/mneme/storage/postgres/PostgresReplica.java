package io.mneme.storage.postgres;

import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.read.Replica;

/**
 * A streaming replica. Its connections are nobody else's: what writes, or decides what is written,
 * takes a {@link PostgresPool}, and none is to be had from here.
 */
public final class PostgresReplica implements Replica, AutoCloseable {
  private final PostgresPool pool;
  private final ReadStore reads;

  private PostgresReplica(PostgresPool pool, ColdReader cold) {
    this.pool = pool;
    this.reads = new PostgresReadStore(pool, cold);
  }

  /** One that connects when it is first asked. */
  public static PostgresReplica open(PostgresConfig config, ColdReader cold) {
    return new PostgresReplica(PostgresPool.open(config), cold);
  }

  @Override
  public ReadStore reads() {
    return reads;
  }

  @Override
  public State state() {
    return pool.read(
        connection -> new State(SelectLogReplayed.on(connection), SelectProgress.on(connection)));
  }

  @Override
  public void close() {
    pool.close();
  }
}
