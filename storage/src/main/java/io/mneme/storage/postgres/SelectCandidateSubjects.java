package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.write.Candidates.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The next subjects with more than one active fact or habit. Walks the rows behind the last one
 * named along memory_hot_newest, memory_warm_newest, memory_cold_subject: a command's work, nobody
 * waits for it.
 */
final class SelectCandidateSubjects {
  private static final String SQL =
      """
      select m.tenant, m.user_id
      from memory m
      where (m.tenant, m.user_id) > (?, ?)
        and (?::text is null or m.tenant = ?)
        and (?::text is null or m.user_id = ?)
        and m.absorbed_by is null
        and m.kind in ('semantic', 'procedural')
        and m.turn is null
      group by m.tenant, m.user_id
      having count(*) > 1
      order by m.tenant, m.user_id
      limit ?
      """;

  private SelectCandidateSubjects() {}

  static List<Subject> on(Connection connection, Scope scope, int limit) throws SQLException {
    Subject last = scope.last();
    List<Subject> subjects = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, last == null ? "" : last.tenant());
      statement.setString(2, last == null ? "" : last.user());
      for (int twice = 0; twice < 2; twice++) {
        statement.setString(3 + twice, scope.tenant());
        statement.setString(5 + twice, scope.user());
      }
      statement.setInt(7, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          subjects.add(
              new Subject(MemoryRows.text(rows, "tenant"), MemoryRows.text(rows, "user_id")));
        }
      }
    }
    return subjects;
  }
}
