package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A subject's revision; 0 when nothing of it was ever changed. Uses subject_pkey. */
final class SelectRevision {
  private static final String SQL =
      """
      select revision
      from subject
      where tenant = ?
        and user_id = ?
      """;

  private SelectRevision() {}

  static long on(Connection connection, Subject subject) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong("revision") : 0;
      }
    }
  }
}
