package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives the rebuilt schema the name every service looks under. PostgreSQL lets go every plan made
 * under the old names, so connections go on. Extensions stay under the name they were found by.
 */
final class SwapSchemas {
  private static final String SQL =
      """
      alter schema public rename to retired;
      alter schema rebuilt rename to public;
      do $swap$
      declare
        name text;
        maker regprocedure;
      begin
        for name in
          select extname from pg_extension where extnamespace = 'retired'::regnamespace
        loop
          execute format('alter extension %I set schema public', name);
        end loop;
        for maker in
          select p.oid from pg_proc p
          where p.pronamespace = 'public'::regnamespace
            and 'search_path=rebuilt, pg_temp' = any (p.proconfig)
        loop
          execute format('alter function %s set search_path = public, pg_temp', maker);
        end loop;
      end
      $swap$;
      """;

  private SwapSchemas() {}

  static void on(Connection connection) throws SQLException {
    Statements.script(connection, SQL);
  }
}
