package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.cold.ColdReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * A subject's active facts and habits that were never corrected, the newest first. Uses
 * memory_hot_newest, memory_warm_newest, memory_cold_subject, then memory_version_pkey.
 */
final class SelectCandidates {
  private static final String SQL =
      """
      select %s
      from memory m
      where m.tenant = ?
        and m.user_id = ?
        and m.absorbed_by is null
        and m.kind in ('semantic', 'procedural')
        and m.turn is null
        and not exists (
          select from memory_version v
          where v.tenant = m.tenant and v.user_id = m.user_id and v.memory_id = m.memory_id)
      order by m.created_at desc, m.memory_id desc
      limit ?
      """
          .formatted(MemoryRows.COLUMNS);

  private SelectCandidates() {}

  static List<ColdReader.Row> on(Connection connection, Subject subject, int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      statement.setInt(3, limit);
      try (ResultSet rows = statement.executeQuery()) {
        return MemoryResult.all(rows);
      }
    }
  }
}
