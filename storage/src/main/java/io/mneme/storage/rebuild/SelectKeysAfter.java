package io.mneme.storage.rebuild;

import io.mneme.schemas.Subject;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Names a page of the live memories, in the order of their keys. Uses memory_hot_id,
 * memory_warm_id, memory_cold_id.
 */
final class SelectKeysAfter {
  private static final String SQL =
      """
      select tenant, user_id, memory_id
      from public.memory
      where (tenant, user_id, memory_id) > (?, ?, ?)
      order by tenant, user_id, memory_id
      limit ?
      """;

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private SelectKeysAfter() {}

  /**
   * @param after the last key of the page before; empty for the first page
   */
  static List<MemoryKey> on(Connection connection, Optional<MemoryKey> after, int limit)
      throws SQLException {
    List<MemoryKey> keys = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, after.map(key -> key.subject().tenant()).orElse(""));
      statement.setString(2, after.map(key -> key.subject().user()).orElse(""));
      statement.setObject(3, after.map(MemoryKey::memoryId).orElse(BEFORE_ALL));
      statement.setInt(4, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          keys.add(
              new MemoryKey(
                  new Subject(rows.getString(1), rows.getString(2)),
                  rows.getObject(3, UUID.class)));
        }
      }
    }
    return keys;
  }
}
