package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Says whose vectors the rebuilt store keeps, and whether they are to be announced. One row. */
final class NameModel {
  private static final String SQL =
      """
      update rebuilt.generation n
      set model = ?, announced = (o.model is null or o.model = ?) and o.announced
      from public.generation o
      """;

  private NameModel() {}

  static void on(Connection connection, String model) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, model);
      statement.setString(2, model);
      statement.executeUpdate();
    }
  }
}
