package io.mneme.testkit.store;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The stores on PostgreSQL, each test on a database of its own, logged in as the services are. */
final class PostgresStoresIT {
  private final PostgresWorld world = new PostgresWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Nested
  final class Write extends WriteStoreSuite {
    @Override
    protected Stores open() {
      return world.open();
    }
  }

  @Nested
  final class Read extends ReadStoreSuite {
    @Override
    protected Stores open() {
      return world.open();
    }
  }

  @Nested
  final class Tiers extends TierStoreSuite {
    @Override
    protected Stores open() {
      return world.open();
    }
  }
}
