package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Removes the sessions of erased subjects, and says how many each had. Uses session_pkey. */
final class DeleteSessions {
  private static final String SQL =
      """
      delete from session t
      using unnest(?, ?) as erased (tenant, user_id)
      where t.tenant = erased.tenant
        and t.user_id = erased.user_id
      returning t.tenant, t.user_id
      """;

  private DeleteSessions() {}

  static Map<Subject, Integer> on(Connection connection, Collection<Subject> erased)
      throws SQLException {
    Map<Subject, Integer> removed = new HashMap<>();
    if (erased.isEmpty()) {
      return removed;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, erased, Subject::tenant));
      statement.setArray(2, ColumnArrays.texts(connection, erased, Subject::user));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          removed.merge(
              new Subject(MemoryRows.text(rows, "tenant"), MemoryRows.text(rows, "user_id")),
              1,
              Integer::sum);
        }
      }
    }
    return removed;
  }
}
