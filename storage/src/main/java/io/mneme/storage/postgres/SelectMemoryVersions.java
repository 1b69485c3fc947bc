package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.read.MemoryLife.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a memory was before, the latest version first. Uses memory_version_pkey. */
final class SelectMemoryVersions {
  private static final String SQL =
      """
      select text, known_until, changed_by
      from memory_version
      where tenant = ?
        and user_id = ?
        and memory_id = ?
      order by changed_offset desc
      limit ?
      """;

  private SelectMemoryVersions() {}

  static List<Version> on(Connection connection, Subject subject, UUID memoryId, int limit)
      throws SQLException {
    List<Version> versions = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      statement.setObject(3, memoryId);
      statement.setInt(4, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          versions.add(
              new Version(
                  MemoryRows.text(rows, "text"),
                  MemoryRows.instant(rows, "known_until"),
                  MemoryRows.uuid(rows, "changed_by")));
        }
      }
    }
    return versions;
  }
}
