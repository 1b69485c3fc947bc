package io.mneme.storage.rebuild;

import io.mneme.schemas.Subject;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the live store has otherwise than the rebuilt one, of the subjects of {@link StageSubjects}.
 * Revisions do not count.
 */
final class SelectDifferences {
  private static final String MEMORIES =
      """
      with o as (
        select m.* from staged s
        join public.memory m on m.tenant = s.tenant and m.user_id = s.user_id),
      n as (
        select m.* from staged s
        join rebuilt.memory m on m.tenant = s.tenant and m.user_id = s.user_id)
      select tenant, user_id, memory_id
      from o full join n using (tenant, user_id, memory_id)
      where to_jsonb(o) - 'revision' is distinct from to_jsonb(n) - 'revision'
      """;

  /** A session that expired and was removed is not missing. */
  private static final String EXPIRED =
      """
      delete from rebuilt.session n using staged s
      where n.tenant = s.tenant
        and n.user_id = s.user_id
        and n.touched_at < now() - interval '24 hours'
        and not exists (
          select from public.session o
          where o.tenant = n.tenant and o.user_id = n.user_id and o.name = n.name)
      """;

  /** Leaves only the subjects with a difference. */
  private static final String KEEP_DIFFERING =
      """
      delete from staged s
      where not exists (%s) and not exists (%s) and not exists (%s) and not exists (%s)
        and not exists (%s) and not exists (%s)
      """
          .formatted(
              of("subject"),
              of("memory"),
              of("memory_version"),
              of("forgotten"),
              of("conversation"),
              of("session"));

  private SelectDifferences() {}

  private static String of(String table) {
    String rows =
        "select to_jsonb(t) - 'revision' - 'cold_revision' from %s.%s t"
            + " where t.tenant = s.tenant and t.user_id = s.user_id";
    String live = rows.formatted("public", table);
    String rebuilt = rows.formatted("rebuilt", table);
    return "(%s except all %s) union all (%s except all %s)"
        .formatted(live, rebuilt, rebuilt, live);
  }

  /** The memories that differ; after it only subjects with any difference are staged. */
  static List<MemoryKey> on(Connection connection) throws SQLException {
    Statements.change(connection, EXPIRED);
    List<MemoryKey> memories = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(MEMORIES)) {
      while (rows.next()) {
        memories.add(
            new MemoryKey(
                new Subject(rows.getString(1), rows.getString(2)), rows.getObject(3, UUID.class)));
      }
    }
    Statements.change(connection, KEEP_DIFFERING);
    return memories;
  }

  /** The subjects that are staged. */
  static List<Subject> subjects(Connection connection) throws SQLException {
    List<Subject> subjects = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select tenant, user_id from staged")) {
      while (rows.next()) {
        subjects.add(new Subject(rows.getString(1), rows.getString(2)));
      }
    }
    return subjects;
  }
}
