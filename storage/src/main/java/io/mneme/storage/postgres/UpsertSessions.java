package io.mneme.storage.postgres;

import io.mneme.storage.write.Batch.SessionState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Writes the whole state of sessions and counts the writes. Uses session_pkey. */
final class UpsertSessions {
  private static final String SQL =
      """
      insert into session (
        tenant, user_id, name, state, touched_at, version, log_partition, log_offset)
      select tenant, user_id, name, state::json, touched_at::timestamptz, writes,
        log_partition, log_offset
      from unnest(?, ?, ?, ?, ?, ?, ?, ?)
        as t (tenant, user_id, name, state, touched_at, writes, log_partition, log_offset)
      on conflict (tenant, user_id, name) do update
        set state = excluded.state, touched_at = excluded.touched_at,
          version = session.version + excluded.version,
          log_partition = excluded.log_partition, log_offset = excluded.log_offset
      """;

  private UpsertSessions() {}

  /** The last of a batch's writes to one session, and how many they were. */
  record LastWrite(SessionState state, int writes) {}

  static void on(Connection connection, Collection<LastWrite> sessions) throws SQLException {
    if (sessions.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(
          1, ColumnArrays.texts(connection, sessions, s -> s.state().subject().tenant()));
      statement.setArray(
          2, ColumnArrays.texts(connection, sessions, s -> s.state().subject().user()));
      statement.setArray(3, ColumnArrays.texts(connection, sessions, s -> s.state().session()));
      statement.setArray(
          4, ColumnArrays.texts(connection, sessions, s -> MemoryArrays.write(s.state().state())));
      statement.setArray(
          5, ColumnArrays.texts(connection, sessions, s -> s.state().touchedAt().toString()));
      statement.setArray(6, ColumnArrays.longs(connection, sessions, LastWrite::writes));
      statement.setArray(
          7, ColumnArrays.integers(connection, sessions, s -> s.state().position().partition()));
      statement.setArray(
          8, ColumnArrays.longs(connection, sessions, s -> s.state().position().offset()));
      int written = statement.executeUpdate();
      if (written != sessions.size()) {
        throw new IllegalStateException("wrote %d of %d".formatted(written, sessions.size()));
      }
    }
  }
}
