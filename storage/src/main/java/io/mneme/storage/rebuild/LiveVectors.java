package io.mneme.storage.rebuild;

import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.postgres.Migrations;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Which memories the live store has, and whether {@code mneme.changes} has their vectors. Used by
 * one thread, with the login of an administrator: it sees every subject's.
 */
public final class LiveVectors implements AutoCloseable {
  private static final String ANNOUNCED = "select announced::text from public.generation";
  private static final String SET_ANNOUNCED = "update public.generation set announced = true";
  private static final String COUNT = "select count(*)::text from public.memory";

  private final Connection connection;

  private LiveVectors(Connection connection) {
    this.connection = connection;
  }

  /**
   * Looks at them.
   *
   * @throws StoreUnavailable when PostgreSQL cannot do it
   */
  public static LiveVectors open(Migrations.Admin admin) {
    return asked(() ->
        new LiveVectors(DriverManager.getConnection(admin.url(), admin.user(), admin.password())));
  }

  /** Whether every memory has been announced with the vector it has. */
  public boolean areAnnounced() {
    return asked(() -> Statements.texts(connection, ANNOUNCED).contains("true"));
  }

  /** Notes that they have been. */
  public void announced() {
    asked(() -> Statements.change(connection, SET_ANNOUNCED));
  }

  /** How many memories there are. */
  public long memories() {
    return asked(() -> Long.parseLong(Statements.texts(connection, COUNT).getFirst()));
  }

  /** The next memories after one, or the first. */
  public List<MemoryKey> after(Optional<MemoryKey> last, int limit) {
    return asked(() -> SelectKeysAfter.on(connection, last, limit));
  }

  /** Something asked of the database. */
  private interface Question<T> {
    T ask() throws SQLException;
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw new StoreUnavailable("PostgreSQL cannot do it: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    asked(() -> {
      connection.close();
      return connection;
    });
  }
}
