package io.mneme.storage.postgres;

import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which memory absorbed each of those that these answer for, directly or through another. Uses
 * memory_absorbed.
 */
final class SelectAbsorbers {
  private static final String SQL =
      """
      with recursive absorbed as (
        select m.tenant, m.user_id, m.memory_id, m.absorbed_by
        from unnest(?, ?, ?) as k (tenant, user_id, memory_id)
        join memory m
          on m.tenant = k.tenant
          and m.user_id = k.user_id
          and m.absorbed_by = k.memory_id
        union
        select m.tenant, m.user_id, m.memory_id, m.absorbed_by
        from absorbed a
        join memory m
          on m.tenant = a.tenant
          and m.user_id = a.user_id
          and m.absorbed_by = a.memory_id
      )
      select tenant, user_id, memory_id, absorbed_by
      from absorbed
      """;

  private SelectAbsorbers() {}

  static Map<MemoryKey, UUID> on(Connection connection, Collection<MemoryKey> keys)
      throws SQLException {
    Map<MemoryKey, UUID> absorbers = new HashMap<>();
    if (keys.isEmpty()) {
      return absorbers;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      MemoryKeyArrays.bind(connection, statement, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          absorbers.put(MemoryRows.key(rows), MemoryRows.uuid(rows, "absorbed_by"));
        }
      }
    }
    return absorbers;
  }
}
