package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * The memories one answers for, directly or through another, oldest first; cold ones as their
 * stubs. Uses memory_absorbed, then memory_hot_id, memory_warm_id, memory_cold_id.
 */
final class SelectAbsorbed {
  private static final String SQL =
      """
      with recursive absorbed as (
        select m.tenant, m.user_id, m.memory_id
        from memory m
        where m.tenant = ?
          and m.user_id = ?
          and m.absorbed_by = ?
        union
        select m.tenant, m.user_id, m.memory_id
        from absorbed a
        join memory m
          on m.tenant = a.tenant
          and m.user_id = a.user_id
          and m.absorbed_by = a.memory_id
      )
      select %s
      from absorbed a
      join memory m
        on m.tenant = a.tenant
        and m.user_id = a.user_id
        and m.memory_id = a.memory_id
      order by m.occurred_at, m.created_at, m.memory_id
      """
          .formatted(MemoryRows.COLUMNS);

  private SelectAbsorbed() {}

  static List<Memory> on(Connection connection, Subject subject, UUID memoryId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      statement.setObject(3, memoryId);
      try (ResultSet rows = statement.executeQuery()) {
        return MemoryResult.all(rows).stream().map(ColdReader.Row::memory).toList();
      }
    }
  }
}
