package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Removes session states last written before a moment, however many. Uses session_touched. */
final class DeleteExpiredSessions {
  private static final String SQL =
      """
      delete from session
      where touched_at <= ?
      """;

  private DeleteExpiredSessions() {}

  static int on(Connection connection, Instant touchedUntil) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setObject(1, touchedUntil.atOffset(ZoneOffset.UTC));
      return statement.executeUpdate();
    }
  }
}
