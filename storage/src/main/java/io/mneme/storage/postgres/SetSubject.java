package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Tells row-level security whose rows this transaction may see, until it ends. The reader's role
 * sees none without it.
 */
final class SetSubject {
  private static final String SQL =
      """
      select set_config('mneme.tenant', ?, true), set_config('mneme.user', ?, true)
      """;

  private SetSubject() {}

  static void on(Connection connection, Subject subject) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("the subject was not set");
        }
      }
    }
  }
}
