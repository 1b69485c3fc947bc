package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Makes a model the store's, unless it has one. Of two that claim at once one finds it taken. */
final class ClaimModel {
  private static final String SQL =
      """
      update generation
      set model = ?
      where model is null
      """;

  private ClaimModel() {}

  static void on(Connection connection, String model) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, model);
      statement.executeUpdate();
    }
  }
}
