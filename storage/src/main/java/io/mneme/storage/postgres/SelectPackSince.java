package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.cold.ColdReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A subject's memories changed after a revision, oldest change first. Uses memory_revision. */
final class SelectPackSince {
  static final String SQL =
      """
      select %s
      from memory m
      where m.tenant = ?
        and m.user_id = ?
        and m.revision > ?
      order by m.revision
      """
          .formatted(MemoryRows.COLUMNS);

  private SelectPackSince() {}

  static List<ColdReader.Row> on(Connection connection, Subject subject, long afterRevision)
      throws SQLException {
    List<ColdReader.Row> changed = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      statement.setLong(3, afterRevision);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          changed.add(MemoryRows.read(rows));
        }
      }
    }
    return changed;
  }
}
