package io.mneme.storage.rebuild;

import io.mneme.schemas.Subject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Names the subjects a transaction is about, in a table that ends with it, and keeps the mover from
 * them. Uses subject_pkey.
 */
final class StageSubjects {
  private static final String TABLE =
      """
      create temporary table staged (tenant text, user_id text, primary key (tenant, user_id))
        on commit drop
      """;

  private static final String SQL =
      """
      insert into staged (tenant, user_id)
      select * from unnest(?, ?)
      """;

  private static final String LOCK =
      """
      select o.tenant
      from public.subject o
      join staged s on s.tenant = o.tenant and s.user_id = o.user_id
      order by o.tenant, o.user_id
      for update of o
      """;

  private StageSubjects() {}

  static void on(Connection connection, List<Subject> subjects) throws SQLException {
    Statements.script(connection, TABLE);
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      Array tenants =
          connection.createArrayOf("text", subjects.stream().map(Subject::tenant).toArray());
      Array users =
          connection.createArrayOf("text", subjects.stream().map(Subject::user).toArray());
      statement.setArray(1, tenants);
      statement.setArray(2, users);
      statement.executeUpdate();
    }
    Statements.script(connection, "analyze staged");
    Statements.texts(connection, LOCK);
  }
}
