package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.SQLException;

/** Takes the lock that only one rebuild of a database holds, until its connection ends. */
final class ClaimRebuild {
  private static final String SQL = "select pg_try_advisory_lock(hashtext('mneme rebuild'))::text";

  private ClaimRebuild() {}

  static boolean on(Connection connection) throws SQLException {
    return Statements.texts(connection, SQL).contains("true");
  }
}
