package io.mneme.storage.rebuild;

import io.mneme.storage.setup.MigrationFiles;
import io.mneme.storage.write.Storable;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes an empty schema beside the live one, by the same migrations with another name in the place
 * of {@code public}, and with the live one's warm months. What a migration tool would ask of the
 * live schema later, it finds in the copy: the list of migrations comes with it.
 */
final class CreateSecondSchema {
  private static final String BEGIN =
      """
      create schema rebuilt;
      set search_path = rebuilt, public;
      """;

  private static final String END =
      """
      create table rebuilt.flyway_schema_history (like public.flyway_schema_history including all);
      alter index rebuilt.flyway_schema_history_pkey rename to flyway_schema_history_pk;
      alter index rebuilt.flyway_schema_history_success_idx rename to flyway_schema_history_s_idx;
      insert into rebuilt.flyway_schema_history select * from public.flyway_schema_history;
      do $months$
      declare
        month text;
      begin
        for month in
          select substring(c.relname from 'memory_warm_(\\d{4}_\\d{2})$')
          from pg_class c
          where c.relnamespace = 'public'::regnamespace
            and c.relname ~ '^memory_warm_\\d{4}_\\d{2}$'
            and c.relkind = 'r'
        loop
          perform rebuilt.ensure_warm_month(to_date(month, 'YYYY_MM'));
        end loop;
      end
      $months$;
      """;

  private CreateSecondSchema() {}

  static void on(Connection connection) throws SQLException {
    Statements.script(connection, BEGIN);
    for (String name : MigrationFiles.names()) {
      Statements.script(connection, elsewhere(MigrationFiles.text(name)));
    }
    Statements.script(connection, END);
  }

  /** The migration as it is for the schema beside the live one. */
  static String elsewhere(String migration) {
    return migration
        .replace("${dimensions}", Integer.toString(Storable.DIMENSIONS))
        .replace("on schema public", "on schema rebuilt")
        .replace("'public'::regnamespace", "'rebuilt'::regnamespace")
        .replace("search_path = public", "search_path = rebuilt");
  }
}
