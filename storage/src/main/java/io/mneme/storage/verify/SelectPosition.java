package io.mneme.storage.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How far the store is applied. Reads the whole table: a row a partition. */
final class SelectPosition {
  private static final String SQL = "select log_partition, next_offset from writer_progress";

  private SelectPosition() {}

  static Map<Integer, Long> on(Connection connection) throws SQLException {
    Map<Integer, Long> position = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        position.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return position;
  }
}
