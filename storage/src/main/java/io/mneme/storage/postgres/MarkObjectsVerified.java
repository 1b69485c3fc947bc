package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Says of objects that they were read back whole, so stubs may name them. Keeps their inventory
 * rows locked until the transaction ends. Uses cold_object_pkey.
 */
final class MarkObjectsVerified {
  private static final String SQL =
      """
      update cold_object
      set state = 'verified'
      where object_key = any (?)
      """;

  private MarkObjectsVerified() {}

  /** How many of them are in the inventory: one that is not may have been swept away. */
  static int on(Connection connection, Collection<String> keys) throws SQLException {
    if (keys.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, keys, key -> key));
      return statement.executeUpdate();
    }
  }
}
