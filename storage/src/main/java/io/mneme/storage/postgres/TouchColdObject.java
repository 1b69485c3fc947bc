package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Has an object left alone for another while: readers that saw its stubs may still be at it. Uses
 * cold_object_pkey.
 */
final class TouchColdObject {
  private static final String SQL =
      """
      update cold_object
      set touched_at = now()
      where object_key = ?
      """;

  private TouchColdObject() {}

  static void on(Connection connection, String objectKey) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, objectKey);
      int touched = statement.executeUpdate();
      if (touched != 1) {
        throw new IllegalStateException("touched " + touched + " objects");
      }
    }
  }
}
