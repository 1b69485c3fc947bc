package io.mneme.testkit.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The stores on PostgreSQL, logged in as the services are. */
final class PostgresStoresIT {
  private static PostgresWorld world;

  @BeforeAll
  static void openWorld() {
    world = new PostgresWorld();
  }

  @AfterAll
  static void closeWorld() {
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
  final class Outbox extends OutboxSuite {
    @Override
    protected Stores open() {
      return world.open();
    }
  }

  @Nested
  final class Refusal extends RefusalSuite {
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

  @Nested
  final class History extends HistorySuite {
    @Override
    protected Stores open() {
      return world.open();
    }
  }

  @Nested
  final class Absorbed extends AbsorbedSuite {
    @Override
    protected Stores open() {
      return world.open();
    }
  }

  @Nested
  final class Erasures extends ErasureSuite {
    @Override
    protected Stores open() {
      return world.open();
    }
  }
}
