package io.mneme.storage.postgres;

import io.mneme.storage.cold.ColdReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The stubs that name an object, in the order of its rows. Uses memory_cold_object,
 * cold_object_pkey.
 */
final class SelectStubs {
  private static final String SQL =
      """
      select %s
      from memory m
      where m.tier = 'cold'
        and m.object_id = (select f.object_id from cold_object f where f.object_key = ?)
      order by m.object_row
      """
          .formatted(MemoryRows.COLUMNS);

  private SelectStubs() {}

  static List<ColdReader.Row> on(Connection connection, String objectKey) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, objectKey);
      try (ResultSet rows = statement.executeQuery()) {
        return MemoryResult.all(rows);
      }
    }
  }
}
