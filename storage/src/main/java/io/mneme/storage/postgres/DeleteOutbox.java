package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** Removes what was announced, however many notes that is. Uses outbox_pkey. */
final class DeleteOutbox {
  private static final String SQL =
      """
      delete from outbox o
      using unnest(?, ?) as s (log_partition, log_offset)
      where o.log_partition = s.log_partition
        and o.log_offset <= s.log_offset
      """;

  private DeleteOutbox() {}

  static int on(Connection connection, Map<Integer, Long> offsets) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.integers(connection, offsets.keySet(), Integer::intValue));
      statement.setArray(2, ColumnArrays.longs(connection, offsets.values(), Long::longValue));
      return statement.executeUpdate();
    }
  }
}
