package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;

/** Makes the warm leaf of a month, unless it is there. */
final class EnsureWarmMonth {
  private static final String SQL =
      """
      select ensure_warm_month(?)
      """;

  private EnsureWarmMonth() {}

  /** Whether it made one. */
  static boolean on(Connection connection, YearMonth month) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setObject(1, month.atDay(1));
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
