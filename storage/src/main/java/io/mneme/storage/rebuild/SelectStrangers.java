package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Tables and views in the live schema that no migration of ours makes: a switch would lose them.
 */
final class SelectStrangers {
  private static final String SQL =
      """
      select c.relname
      from pg_class c
      where c.relnamespace = 'public'::regnamespace
        and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and not exists (
          select from pg_depend d
          where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        and not exists (
          select from pg_class n
          where n.relnamespace = 'rebuilt'::regnamespace and n.relname = c.relname)
      order by c.relname
      """;

  private SelectStrangers() {}

  static List<String> on(Connection connection) throws SQLException {
    return Statements.texts(connection, SQL);
  }
}
