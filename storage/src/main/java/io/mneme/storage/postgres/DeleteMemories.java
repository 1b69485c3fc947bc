package io.mneme.storage.postgres;

import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Removes memories from whichever tier. One that is not there is gone already, which is what was
 * asked for, so the count is not checked. Uses memory_hot_id, memory_warm_id, memory_cold_id.
 */
final class DeleteMemories {
  private static final String SQL =
      """
      delete from memory m
      using unnest(?, ?, ?) as k (tenant, user_id, memory_id)
      where m.tenant = k.tenant
        and m.user_id = k.user_id
        and m.memory_id = k.memory_id
      """;

  private DeleteMemories() {}

  static void on(Connection connection, Collection<MemoryKey> keys) throws SQLException {
    if (keys.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      MemoryKeyArrays.bind(connection, statement, keys);
      statement.executeUpdate();
    }
  }
}
