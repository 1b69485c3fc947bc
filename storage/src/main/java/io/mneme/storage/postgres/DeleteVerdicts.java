package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Removes the verdicts of erased subjects, however many. Uses session_verdict_subject. */
final class DeleteVerdicts {
  private static final String SQL =
      """
      delete from session_verdict v
      using unnest(?, ?) as erased (tenant, user_id)
      where v.tenant = erased.tenant
        and v.user_id = erased.user_id
      """;

  private DeleteVerdicts() {}

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
