package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.write.StateQuery.SessionKey;
import io.mneme.storage.write.WriterState.SessionMark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Which event wrote each of these sessions last, and when? Uses session_pkey. */
final class SelectSessionMarks {
  private static final String SQL =
      """
      select s.tenant, s.user_id, s.name, s.event_id, s.touched_at
      from unnest(?, ?, ?) as k (tenant, user_id, name)
      join session s
        on s.tenant = k.tenant
        and s.user_id = k.user_id
        and s.name = k.name
      """;

  private SelectSessionMarks() {}

  static Map<SessionKey, SessionMark> on(Connection connection, Collection<SessionKey> asked)
      throws SQLException {
    Map<SessionKey, SessionMark> marks = new HashMap<>();
    if (asked.isEmpty()) {
      return marks;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, asked, s -> s.subject().tenant()));
      statement.setArray(2, ColumnArrays.texts(connection, asked, s -> s.subject().user()));
      statement.setArray(3, ColumnArrays.texts(connection, asked, SessionKey::name));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Subject subject =
              new Subject(MemoryRows.text(rows, "tenant"), MemoryRows.text(rows, "user_id"));
          marks.put(
              new SessionKey(subject, MemoryRows.text(rows, "name")),
              new SessionMark(
                  MemoryRows.uuid(rows, "event_id"), MemoryRows.instant(rows, "touched_at")));
        }
      }
    }
    return marks;
  }
}
