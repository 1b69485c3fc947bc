package io.mneme.storage.postgres;

import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Names of memories as the three array parameters {@code unnest(?, ?, ?)} takes. */
final class MemoryKeyArrays {
  private MemoryKeyArrays() {}

  static void bind(Connection connection, PreparedStatement statement, Collection<MemoryKey> keys)
      throws SQLException {
    statement.setArray(1, ColumnArrays.texts(connection, keys, k -> k.subject().tenant()));
    statement.setArray(2, ColumnArrays.texts(connection, keys, k -> k.subject().user()));
    statement.setArray(3, ColumnArrays.uuids(connection, keys, MemoryKey::memoryId));
  }
}
