package io.mneme.storage.postgres;

import io.mneme.storage.write.Batch.SessionState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Writes the whole state of sessions. Uses session_pkey. */
final class UpsertSessions {
  private static final String SQL =
      """
      insert into session (
        tenant, user_id, name, state, touched_at, event_id, log_partition, log_offset)
      select tenant, user_id, name, state::json, touched_at::timestamptz,
        event_id, log_partition, log_offset
      from unnest(?, ?, ?, ?, ?, ?, ?, ?)
        as t (tenant, user_id, name, state, touched_at, event_id, log_partition, log_offset)
      on conflict (tenant, user_id, name) do update
        set state = excluded.state, touched_at = excluded.touched_at,
          event_id = excluded.event_id, log_partition = excluded.log_partition, log_offset = excluded.log_offset
      """;

  private UpsertSessions() {}

  static void on(Connection connection, Collection<SessionState> sessions) throws SQLException {
    if (sessions.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, sessions, s -> s.subject().tenant()));
      statement.setArray(2, ColumnArrays.texts(connection, sessions, s -> s.subject().user()));
      statement.setArray(3, ColumnArrays.texts(connection, sessions, s -> s.session()));
      statement.setArray(
          4, ColumnArrays.texts(connection, sessions, s -> MemoryArrays.write(s.state())));
      statement.setArray(
          5, ColumnArrays.texts(connection, sessions, s -> s.touchedAt().toString()));
      statement.setArray(6, ColumnArrays.uuids(connection, sessions, SessionState::eventId));
      statement.setArray(
          7, ColumnArrays.integers(connection, sessions, s -> s.position().partition()));
      statement.setArray(8, ColumnArrays.longs(connection, sessions, s -> s.position().offset()));
      int written = statement.executeUpdate();
      if (written != sessions.size()) {
        throw new IllegalStateException("wrote %d of %d".formatted(written, sessions.size()));
      }
    }
  }
}
