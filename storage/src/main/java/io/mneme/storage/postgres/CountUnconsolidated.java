package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** How many subjects have waited for so long. Walks unconsolidated_since. */
final class CountUnconsolidated {
  private static final String SQL =
      """
      select count(*)
      from unconsolidated
      where since <= now() - ? * interval '1 millisecond'
      """;

  private CountUnconsolidated() {}

  static long on(Connection connection, Duration after) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, after.toMillis());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
