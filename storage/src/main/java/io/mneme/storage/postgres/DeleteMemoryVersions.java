package io.mneme.storage.postgres;

import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Removes what memories were before, with the memories. Most have no other version, so the count is
 * not checked. Uses memory_version_pkey.
 */
final class DeleteMemoryVersions {
  private static final String SQL =
      """
      delete from memory_version v
      using unnest(?, ?, ?) as k (tenant, user_id, memory_id)
      where v.tenant = k.tenant
        and v.user_id = k.user_id
        and v.memory_id = k.memory_id
      """;

  private DeleteMemoryVersions() {}

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
