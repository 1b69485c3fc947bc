package io.mneme.storage.postgres;

import io.mneme.storage.postgres.PostgresPool.Ending;
import io.mneme.storage.write.Unconsolidated;
import java.time.Duration;
import java.util.List;

/** {@link Unconsolidated} in PostgreSQL. */
public final class PostgresUnconsolidated implements Unconsolidated {
  private final PostgresPool pool;

  /**
   * @param pool logged in as {@code mneme_writer}
   */
  public PostgresUnconsolidated(PostgresPool pool) {
    this.pool = pool;
  }

  @Override
  public List<Taken> take(Duration after, Duration lease, int limit) {
    return pool.write(c -> new Ending.Keep<>(TakeUnconsolidated.on(c, after, lease, limit)));
  }

  @Override
  public void settle(Taken taken) {
    pool.write(connection -> new Ending.Keep<>(DeleteUnconsolidated.on(connection, taken)));
  }

  @Override
  public long waiting(Duration after) {
    return pool.read(connection -> CountUnconsolidated.on(connection, after));
  }
}
