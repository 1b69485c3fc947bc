package io.mneme.testkit.store;

import io.mneme.devstack.Addresses;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresReadStore;
import io.mneme.storage.postgres.PostgresTierStore;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.testkit.Backends;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One database and the pools of the three roles in it, emptied for every test. */
final class PostgresWorld implements AutoCloseable {
  private static final String EMPTY =
      """
      truncate memory, memory_version, event_ledger, writer_progress, subject, forgotten,
        conversation, session, session_verdict,
        outbox, cold_object, erasure, tier_history, unconsolidated;
      update generation set model = null
      """;

  private final Addresses.Postgres database = Backends.shared().freshDatabase();
  private final PostgresPool writer = pool("mneme_writer");
  private final PostgresPool reader = pool("mneme_reader");
  private final PostgresPool mover = pool("mneme_mover");

  Stores open() {
    execute(EMPTY);
    InMemoryObjectStore objects = new InMemoryObjectStore();
    ColdReader cold = new ColdReader(objects);
    return new Stores(
        new PostgresWriteStore(writer, cold),
        new PostgresReadStore(reader, cold),
        new PostgresTierStore(mover, objects),
        objects);
  }

  Addresses.Postgres database() {
    return database;
  }

  PostgresPool writer() {
    return writer;
  }

  PostgresPool mover() {
    return mover;
  }

  /** As the administrator. */
  void execute(String sql) {
    Backends.PostgresAdmin admin = Backends.shared().postgresAdmin();
    try (Connection connection =
            DriverManager.getConnection(database.url(), admin.user(), admin.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e.getMessage() + " for " + sql, e);
    }
  }

  /** Of the rows of a table, or of a table and a condition. */
  long count(String from) {
    Backends.PostgresAdmin admin = Backends.shared().postgresAdmin();
    try (Connection connection =
            DriverManager.getConnection(database.url(), admin.user(), admin.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + from)) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw new AssertionError(e.getMessage() + " for " + from, e);
    }
  }

  private PostgresPool pool(String role) {
    return PostgresPool.open(PostgresConfig.of(database.url(), role, database.password()));
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
    mover.close();
  }
}
