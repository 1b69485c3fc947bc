package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The ids of all memories of a subject, oldest change first. Uses memory_hot_revision,
 * memory_warm_revision, memory_cold_subject.
 */
final class SelectMemoryIds {
  private static final String SQL =
      """
      select memory_id
      from memory
      where tenant = ?
        and user_id = ?
      order by revision
      """;

  private SelectMemoryIds() {}

  static List<UUID> on(Connection connection, Subject subject) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(MemoryRows.uuid(rows, "memory_id"));
        }
      }
    }
    return ids;
  }
}
