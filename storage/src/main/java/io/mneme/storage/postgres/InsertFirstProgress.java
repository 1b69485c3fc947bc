package io.mneme.storage.postgres;

import io.mneme.storage.write.Batch.Advance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Gives partitions that were never applied a row at 0, unless they have one. Uses
 * writer_progress_pkey.
 */
final class InsertFirstProgress {
  private static final String SQL =
      """
      insert into writer_progress (log_partition, next_offset)
      select log_partition, 0
      from unnest(?) as log_partition
      on conflict (log_partition) do nothing
      """;

  private InsertFirstProgress() {}

  static void on(Connection connection, List<Advance> births) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.integers(connection, births, Advance::partition));
      statement.executeUpdate();
    }
  }
}
