package io.mneme.testkit.store;

import io.mneme.devstack.Addresses;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresReadStore;
import io.mneme.storage.postgres.PostgresTierStore;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.testkit.Backends;
import java.util.ArrayList;
import java.util.List;

/** A fresh database and the pools of the three roles in it. */
final class PostgresWorld implements AutoCloseable {
  private final List<PostgresPool> pools = new ArrayList<>();

  Stores open() {
    Addresses.Postgres database = Backends.shared().freshDatabase();
    InMemoryObjectStore objects = new InMemoryObjectStore();
    ColdReader cold = new ColdReader(objects);
    return new Stores(
        new PostgresWriteStore(pool(database, "mneme_writer"), cold),
        new PostgresReadStore(pool(database, "mneme_reader"), cold),
        new PostgresTierStore(pool(database, "mneme_mover"), objects),
        objects);
  }

  PostgresPool pool(Addresses.Postgres database, String role) {
    PostgresPool pool =
        PostgresPool.open(PostgresConfig.of(database.url(), role, database.password()));
    pools.add(pool);
    return pool;
  }

  @Override
  public void close() {
    pools.forEach(PostgresPool::close);
    pools.clear();
  }
}
