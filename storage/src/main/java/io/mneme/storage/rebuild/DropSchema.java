package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.SQLException;

/** Drops a schema of ours that nobody reads. */
final class DropSchema {
  private DropSchema() {}

  static void on(Connection connection, String schema) throws SQLException {
    Statements.script(connection, "drop schema if exists %s cascade".formatted(schema));
  }
}
