package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** How far a schema's store is applied. Reads the whole table: a row a partition. */
final class SelectProgressOf {
  private SelectProgressOf() {}

  static Map<Integer, Long> on(Connection connection, String schema) throws SQLException {
    String sql = "select log_partition, next_offset from %s.writer_progress".formatted(schema);
    Map<Integer, Long> progress = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        progress.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return progress;
  }
}
