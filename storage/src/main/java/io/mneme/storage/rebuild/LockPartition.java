package io.mneme.storage.rebuild;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Lets no writer go on in a partition until the transaction ends. Uses writer_progress_pkey. */
final class LockPartition {
  private static final String SQL =
      """
      select next_offset
      from public.writer_progress
      where log_partition = ?
      for update
      """;

  private LockPartition() {}

  /** Where its writer stands. */
  static long on(Connection connection, int partition) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setInt(1, partition);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
