package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Keeps everyone else from changing these subjects until the transaction ends, in one order so that
 * two lockers cannot wait for each other. Uses subject_pkey.
 */
final class LockSubjects {
  private static final String SQL =
      """
      select s.tenant
      from subject s
      where (s.tenant, s.user_id) in (select * from unnest(?, ?))
      order by s.tenant, s.user_id
      for update
      """;

  private LockSubjects() {}

  static void on(Connection connection, Collection<Subject> subjects) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, subjects, Subject::tenant));
      statement.setArray(2, ColumnArrays.texts(connection, subjects, Subject::user));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          // each row read is a subject locked; one that has no row has no memory either
        }
      }
    }
  }
}
