package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.read.ReadStore.SessionVerdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** What became of a conditional write of a session. Uses session_verdict_pkey. */
final class SelectVerdict {
  private static final String SQL =
      """
      select session, current_event_id
      from session_verdict
      where event_id = ?
        and tenant = ?
        and user_id = ?
      """;

  private SelectVerdict() {}

  static Optional<SessionVerdict> on(Connection connection, Subject subject, UUID eventId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setObject(1, eventId);
      statement.setString(2, subject.tenant());
      statement.setString(3, subject.user());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new SessionVerdict(
                eventId,
                MemoryRows.text(row, "session"),
                Optional.ofNullable(row.getObject("current_event_id", UUID.class))));
      }
    }
  }
}
