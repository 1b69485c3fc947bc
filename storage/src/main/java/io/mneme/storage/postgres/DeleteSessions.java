package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Removes the sessions of erased subjects, however many rows that is. Uses session_pkey. */
final class DeleteSessions {
  private static final String SQL =
      """
      delete from session t
      using unnest(?, ?) as erased (tenant, user_id)
      where t.tenant = erased.tenant
        and t.user_id = erased.user_id
      """;

  private DeleteSessions() {}

  static void on(Connection connection, Collection<Subject> erased) throws SQLException {
    if (erased.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, erased, Subject::tenant));
      statement.setArray(2, ColumnArrays.texts(connection, erased, Subject::user));
      statement.executeUpdate();
    }
  }
}
