package io.mneme.storage.verify;

import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.verify.StateItem.Kind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads everything a store holds at one moment, item by item, without holding it in memory.
 *
 * @param url JDBC URL
 * @param user a role that sees every subject
 * @param password of that role
 */
public record StateDump(String url, String user, String password) {
  private static final String SESSION =
      """
      set timezone = 'UTC';
      set statement_timeout = 0;
      """;

  /**
   * Hands over every item in the order of {@link StateItem#ORDER}.
   *
   * @return the next offset of each partition of the events at that moment
   * @throws StoreUnavailable when PostgreSQL cannot be read now
   */
  public Map<Integer, Long> read(Consumer<StateItem> taker) {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(SESSION);
      }
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Map<Integer, Long> progress = new TreeMap<>(SelectPosition.on(connection));
      for (Kind kind : Kind.values()) {
        SelectItems.on(connection, kind, taker);
      }
      connection.commit();
      return progress;
    } catch (SQLException e) {
      throw new StoreUnavailable("PostgreSQL cannot be read: " + e.getMessage(), e);
    }
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "StateDump[" + user + " at " + url + "]";
  }
}
