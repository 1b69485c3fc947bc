package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** When these subjects were erased last, those that ever were. Uses subject_pkey. */
final class SelectErasedAt {
  private static final String SQL =
      """
      select s.tenant, s.user_id, s.erased_at
      from subject s
      join unnest(?, ?) as t (tenant, user_id)
        on s.tenant = t.tenant
        and s.user_id = t.user_id
      where s.erased_at is not null
      """;

  private SelectErasedAt() {}

  static Map<Subject, Instant> on(Connection connection, Collection<Subject> subjects)
      throws SQLException {
    Map<Subject, Instant> erased = new HashMap<>();
    if (subjects.isEmpty()) {
      return erased;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, subjects, Subject::tenant));
      statement.setArray(2, ColumnArrays.texts(connection, subjects, Subject::user));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          erased.put(
              new Subject(MemoryRows.text(rows, "tenant"), MemoryRows.text(rows, "user_id")),
              MemoryRows.instant(rows, "erased_at"));
        }
      }
    }
    return erased;
  }
}
