package io.mneme.storage.postgres;

import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The present version of each of these memories; none for one that is gone. Uses memory_hot_id,
 * memory_warm_id, memory_cold_id.
 */
final class SelectVersions {
  private static final String SQL =
      """
      select m.tenant, m.user_id, m.memory_id, m.version
      from unnest(?, ?, ?) as k (tenant, user_id, memory_id)
      join memory m
        on m.tenant = k.tenant
        and m.user_id = k.user_id
        and m.memory_id = k.memory_id
      """;

  private SelectVersions() {}

  static Map<MemoryKey, Long> on(Connection connection, Collection<MemoryKey> keys)
      throws SQLException {
    Map<MemoryKey, Long> versions = new HashMap<>();
    if (keys.isEmpty()) {
      return versions;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      MemoryKeyArrays.bind(connection, statement, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          versions.put(MemoryRows.key(rows), rows.getLong("version"));
        }
      }
    }
    return versions;
  }
}
