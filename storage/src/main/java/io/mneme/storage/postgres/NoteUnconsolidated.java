package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SortedSet;

/**
 * Notes the subjects of new facts. One that waits goes on waiting from when it did; one that is
 * being looked through waits anew, for the look may have missed the fact. A row that waits is
 * locked too, so nobody takes it before the fact can be seen. Uses unconsolidated_pkey.
 */
final class NoteUnconsolidated {
  private static final String SQL =
      """
      insert into unconsolidated (tenant, user_id)
      select tenant, user_id
      from unnest(?, ?) as t (tenant, user_id)
      on conflict (tenant, user_id) do update
        set since = now(), taken_until = null
        where unconsolidated.taken_until is not null
      """;

  private NoteUnconsolidated() {}

  static void on(Connection connection, SortedSet<Subject> subjects) throws SQLException {
    if (subjects.isEmpty()) {
      return; // most batches hold turns alone
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, subjects, Subject::tenant));
      statement.setArray(2, ColumnArrays.texts(connection, subjects, Subject::user));
      statement.executeUpdate();
    }
  }
}
