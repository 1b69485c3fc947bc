package io.mneme.testkit.store;

import org.junit.jupiter.api.Nested;

/** The stores in memory do what the real ones do. */
final class InMemoryStoresTest {

  @Nested
  final class Write extends WriteStoreSuite {
    @Override
    protected Stores open() {
      return new InMemoryStores().views();
    }
  }

  @Nested
  final class Outbox extends OutboxSuite {
    @Override
    protected Stores open() {
      return new InMemoryStores().views();
    }
  }

  @Nested
  final class Refusal extends RefusalSuite {
    @Override
    protected Stores open() {
      return new InMemoryStores().views();
    }
  }

  @Nested
  final class Read extends ReadStoreSuite {
    @Override
    protected Stores open() {
      return new InMemoryStores().views();
    }
  }

  @Nested
  final class Tiers extends TierStoreSuite {
    @Override
    protected Stores open() {
      return new InMemoryStores().views();
    }
  }

  @Nested
  final class History extends HistorySuite {
    @Override
    protected Stores open() {
      return new InMemoryStores().views();
    }
  }

  @Nested
  final class Absorbed extends AbsorbedSuite {
    @Override
    protected Stores open() {
      return new InMemoryStores().views();
    }
  }

  @Nested
  final class Erasures extends ErasureSuite {
    @Override
    protected Stores open() {
      return new InMemoryStores().views();
    }
  }
}
