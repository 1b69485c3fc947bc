package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Removes verdicts on writes accepted until a moment. Uses session_verdict_accepted. */
final class DeleteExpiredVerdicts {
  private static final String SQL =
      """
      delete from session_verdict
      where accepted_at <= ?
      """;

  private DeleteExpiredVerdicts() {}

  static int on(Connection connection, Instant acceptedUntil) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setObject(1, acceptedUntil.atOffset(ZoneOffset.UTC));
      return statement.executeUpdate();
    }
  }
}
