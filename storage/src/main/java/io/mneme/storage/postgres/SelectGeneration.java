package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Which building of the store this is. Reads the one row of its table. */
final class SelectGeneration {
  private static final String SQL =
      """
      select number
      from generation
      """;

  private SelectGeneration() {}

  static long on(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
