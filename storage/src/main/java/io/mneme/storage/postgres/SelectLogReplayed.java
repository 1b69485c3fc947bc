package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * How much of its primary's log (WAL) a replica has applied, in bytes; empty of a server that is no
 * replica. Reads no table.
 */
final class SelectLogReplayed {
  private static final String SQL =
      """
      select case
        when pg_is_in_recovery() then (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint
      end
      """;

  private SelectLogReplayed() {}

  static OptionalLong on(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet row = statement.executeQuery()) {
      row.next();
      long replayed = row.getLong(1);
      return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(replayed);
    }
  }
}
