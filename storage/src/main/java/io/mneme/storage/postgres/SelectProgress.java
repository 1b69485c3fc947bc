package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** How far each partition is applied. Reads the whole table: a row a partition. */
final class SelectProgress {
  private static final String SQL =
      """
      select log_partition, next_offset
      from writer_progress
      """;

  private SelectProgress() {}

  static Map<Integer, Long> on(Connection connection) throws SQLException {
    Map<Integer, Long> progress = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        progress.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return progress;
  }
}
