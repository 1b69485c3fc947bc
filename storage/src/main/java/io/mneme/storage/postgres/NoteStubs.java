package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Notes that stubs of these subjects changed at their present revisions, so that a reader that has
 * it looks for them. Their rows are locked by {@link BumpRevisions}. Uses subject_pkey.
 */
final class NoteStubs {
  private static final String SQL =
      """
      update subject s
      set cold_revision = s.revision
      from unnest(?, ?) as t (tenant, user_id)
      where s.tenant = t.tenant
        and s.user_id = t.user_id
      """;

  private NoteStubs() {}

  static void on(Connection connection, Collection<Subject> subjects) throws SQLException {
    if (subjects.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, subjects, Subject::tenant));
      statement.setArray(2, ColumnArrays.texts(connection, subjects, Subject::user));
      int noted = statement.executeUpdate();
      if (noted != subjects.size()) {
        throw new IllegalStateException("noted %d of %d".formatted(noted, subjects.size()));
      }
    }
  }
}
