package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How far the primary's own log (WAL) is on disk, in bytes: every commit anybody was told of lies
 * before. Reads no table.
 */
final class SelectLogWritten {
  private static final String SQL =
      """
      select (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint
      """;

  private SelectLogWritten() {}

  static long on(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
