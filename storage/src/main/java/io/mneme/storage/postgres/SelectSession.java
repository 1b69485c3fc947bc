package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.read.ReadStore.SessionView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The state of a session, if it was touched after a moment. Uses session_pkey. */
final class SelectSession {
  private static final String SQL =
      """
      select state, touched_at, log_offset, event_id
      from session
      where tenant = ?
        and user_id = ?
        and name = ?
        and touched_at > ?
      """;

  private SelectSession() {}

  static Optional<SessionView> on(
      Connection connection, Subject subject, String session, Instant touchedAfter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      statement.setString(3, session);
      statement.setObject(4, touchedAfter.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new SessionView(
                MemoryRows.object(row.getString("state")),
                MemoryRows.instant(row, "touched_at"),
                SessionView.version(row.getLong("log_offset")),
                MemoryRows.uuid(row, "event_id")));
      }
    }
  }
}
