package io.mneme.storage.postgres;

import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * The rows of these memories, from whichever tiers. Uses memory_hot_id, memory_warm_id,
 * memory_cold_id.
 */
final class SelectMemories {
  private static final String SQL =
      """
      select %s
      from unnest(?, ?, ?) as k (tenant, user_id, memory_id)
      join memory m
        on m.tenant = k.tenant
        and m.user_id = k.user_id
        and m.memory_id = k.memory_id
      """
          .formatted(MemoryRows.COLUMNS);

  private SelectMemories() {}

  static List<ColdReader.Row> on(Connection connection, Collection<MemoryKey> keys)
      throws SQLException {
    if (keys.isEmpty()) {
      return List.of();
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      MemoryKeyArrays.bind(connection, statement, keys);
      try (ResultSet rows = statement.executeQuery()) {
        return MemoryResult.all(rows);
      }
    }
  }
}
