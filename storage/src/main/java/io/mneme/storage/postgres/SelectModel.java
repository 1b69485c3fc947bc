package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The model whose vectors the store keeps. Reads the one row of its table. */
final class SelectModel {
  private static final String SQL =
      """
      select model
      from generation
      """;

  private SelectModel() {}

  /** Empty until the first vector is stored. */
  static Optional<String> on(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return Optional.ofNullable(rows.getString(1));
    }
  }
}
