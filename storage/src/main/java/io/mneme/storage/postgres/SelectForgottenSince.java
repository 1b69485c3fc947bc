package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What went of a subject after a revision, oldest first. Uses forgotten_revision. */
final class SelectForgottenSince {
  private static final String SQL =
      """
      select memory_id
      from forgotten
      where tenant = ?
        and user_id = ?
        and revision > ?
      order by revision
      """;

  private SelectForgottenSince() {}

  static List<UUID> on(Connection connection, Subject subject, long afterRevision)
      throws SQLException {
    List<UUID> gone = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      statement.setLong(3, afterRevision);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          gone.add(MemoryRows.uuid(rows, "memory_id"));
        }
      }
    }
    return gone;
  }
}
