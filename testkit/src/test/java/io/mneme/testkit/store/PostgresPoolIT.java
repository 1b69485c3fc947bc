package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.devstack.Addresses;
import io.mneme.schemas.Position;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.postgres.Migrations;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresReadStore;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.CommitResult.Committed;
import io.mneme.testkit.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a service sees of PostgreSQL when PostgreSQL is not well, and how it gets its schema. */
final class PostgresPoolIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration ACQUIRE_MAX = Duration.ofSeconds(1);

  private final Addresses.Postgres database = Backends.shared().freshDatabase();

  @Test
  void a_pool_opens_without_a_server_and_every_call_is_an_outage_soon() {
    PostgresConfig nowhere =
        new PostgresConfig(
            "jdbc:postgresql://127.0.0.1:1/x",
            "u",
            "p",
            PostgresConfig.CONNECTIONS_DEFAULT,
            ACQUIRE_MAX,
            PostgresConfig.STATEMENT_TIMEOUT_DEFAULT);
    try (PostgresPool pool = PostgresPool.open(nowhere)) {
      PostgresReadStore store =
          new PostgresReadStore(pool, new ColdReader(new InMemoryObjectStore()));
      long start = System.nanoTime();

      assertThatThrownBy(pool::ping).isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> store.revision(ADA)).isInstanceOf(StoreUnavailable.class);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
      assertThat(pool.use().active()).isZero();
    }
  }

  @Test
  void a_severed_connection_costs_one_outage_at_most_and_no_effect_twice() throws SQLException {
    try (PostgresPool pool = PostgresPool.open(writer(PostgresConfig.CONNECTIONS_DEFAULT))) {
      PostgresWriteStore store =
          new PostgresWriteStore(pool, new ColdReader(new InMemoryObjectStore()));
      Batch batch = batch(0, 0).remember(fact(ADA, new Position(0, 0), "one")).build();
      pool.ping();
      admin(
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'mneme_writer'");

      boolean stored = false;
      for (int attempt = 0; !stored && attempt < 5; attempt++) {
        try {
          stored = store.commit(batch) instanceof Committed;
        } catch (StoreUnavailable _) {
          // what the writer does with one: the same batch again
        }
      }

      assertThat(stored).isTrue();
      assertThat(store.progress()).containsEntry(0, 1L);
    }
  }

  @Test
  void a_caller_that_gets_no_connection_is_told_within_the_acquire_timeout()
      throws InterruptedException {
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    try (PostgresPool pool = PostgresPool.open(writer(1))) {
      PostgresWriteStore store =
          new PostgresWriteStore(pool, new ColdReader(new InMemoryObjectStore()));
      try (Connection admin = connect()) {
        admin.setAutoCommit(false);
        lock(admin);
        Thread waiting =
            Thread.ofVirtual()
                .start(() -> {
                  holding.countDown();
                  try {
                    store.settle(0, 1);
                  } finally {
                    enough.countDown();
                  }
                });
        holding.await();
        awaitOneActive(pool);

        assertThatThrownBy(store::progress).isInstanceOf(StoreUnavailable.class);

        assertThat(pool.use()).isEqualTo(new PostgresPool.PoolUse(1, 0, 0, 1));
        admin.rollback();
        assertThat(enough.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        waiting.join();
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void a_statement_that_takes_too_long_is_an_outage() throws SQLException {
    PostgresConfig impatient =
        new PostgresConfig(
            database.url(),
            "mneme_writer",
            database.password(),
            1,
            Duration.ofSeconds(3),
            Duration.ofMillis(300));
    try (PostgresPool pool = PostgresPool.open(impatient);
        Connection admin = connect()) {
      admin.setAutoCommit(false);
      lock(admin);

      assertThatThrownBy(() ->
              new PostgresWriteStore(pool, new ColdReader(new InMemoryObjectStore())).settle(0, 1))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("57014");
      admin.rollback();
    }
  }

  @Test
  void migrating_again_changes_nothing_but_the_passwords() throws SQLException {
    Backends.PostgresAdmin admin = Backends.shared().postgresAdmin();
    Migrations.Admin migrator =
        new Migrations.Admin(database.url(), admin.user(), admin.password());
    try {
      int applied = Migrations.run(migrator, new Migrations.Passwords("it's", "r \\ \"", "m%I"));

      assertThat(applied).isZero();
      DriverManager.getConnection(database.url(), "mneme_writer", "it's").close();
      DriverManager.getConnection(database.url(), "mneme_reader", "r \\ \"").close();
      DriverManager.getConnection(database.url(), "mneme_mover", "m%I").close();
    } finally {
      Migrations.run(migrator, Migrations.Passwords.all(database.password()));
    }
  }

  private PostgresConfig writer(int connectionsMax) {
    return new PostgresConfig(
        database.url(),
        "mneme_writer",
        database.password(),
        connectionsMax,
        ACQUIRE_MAX,
        PostgresConfig.STATEMENT_TIMEOUT_DEFAULT);
  }

  private static void awaitOneActive(PostgresPool pool) throws InterruptedException {
    for (int i = 0; i < 500 && pool.use().active() == 0; i++) {
      Thread.sleep(10);
    }
    assertThat(pool.use().active()).isEqualTo(1);
  }

  private static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table outbox in access exclusive mode");
    }
  }

  private void admin(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect() throws SQLException {
    Backends.PostgresAdmin admin = Backends.shared().postgresAdmin();
    return DriverManager.getConnection(database.url(), admin.user(), admin.password());
  }
}
