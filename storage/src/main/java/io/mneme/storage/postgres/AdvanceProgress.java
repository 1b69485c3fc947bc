package io.mneme.storage.postgres;

import io.mneme.storage.write.Batch.Advance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Moves partitions on from the offset the worker expects: the fence. The rows stay locked until the
 * transaction ends, so of two workers that believe they own a partition one waits and then finds
 * another offset. Uses writer_progress_pkey.
 */
final class AdvanceProgress {
  private static final String SQL =
      """
      update writer_progress p
      set next_offset = a.next_offset
      from unnest(?, ?, ?) as a (log_partition, expected, next_offset)
      where p.log_partition = a.log_partition
        and p.next_offset = a.expected
      """;

  private AdvanceProgress() {}

  /** How many partitions stood where they were expected. */
  static int on(Connection connection, List<Advance> advances) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.integers(connection, advances, Advance::partition));
      statement.setArray(2, ColumnArrays.longs(connection, advances, Advance::expected));
      statement.setArray(3, ColumnArrays.longs(connection, advances, Advance::next));
      return statement.executeUpdate();
    }
  }
}
