package io.mneme.storage.postgres;

import io.mneme.storage.read.ReadStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The model whose vectors the store keeps and the one to come. Reads the one row of its table. */
final class SelectModels {
  private static final String SQL =
      """
      select model, coming_model
      from generation
      """;

  private SelectModels() {}

  static ReadStore.Models on(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return new ReadStore.Models(
          Optional.ofNullable(rows.getString(1)), Optional.ofNullable(rows.getString(2)));
    }
  }
}
