package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Tells the live services which model comes next; nothing when it is the one they have. One row.
 */
final class ForetellModel {
  private static final String SQL =
      """
      update public.generation
      set coming_model = nullif(?, model)
      """;

  private ForetellModel() {}

  static void on(Connection connection, String model) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, model);
      statement.executeUpdate();
    }
  }
}
