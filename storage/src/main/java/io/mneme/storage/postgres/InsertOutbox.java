package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Notes what is to be announced after the commit. outbox_pkey keeps a note the only one. */
final class InsertOutbox {
  private static final String SQL =
      """
      insert into outbox (log_partition, log_offset, ordinal, tenant, user_id, memory_id)
      select log_partition, log_offset, ordinal, tenant, user_id, memory_id
      from unnest(?, ?, ?, ?, ?, ?)
        as t (log_partition, log_offset, ordinal, tenant, user_id, memory_id)
      """;

  private InsertOutbox() {}

  static void on(Connection connection, List<BatchPlan.Note> notes) throws SQLException {
    if (notes.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(
          1, ColumnArrays.integers(connection, notes, n -> n.position().partition()));
      statement.setArray(2, ColumnArrays.longs(connection, notes, n -> n.position().offset()));
      statement.setArray(3, ColumnArrays.integers(connection, notes, BatchPlan.Note::ordinal));
      statement.setArray(4, ColumnArrays.texts(connection, notes, n -> n.subject().tenant()));
      statement.setArray(5, ColumnArrays.texts(connection, notes, n -> n.subject().user()));
      statement.setArray(6, ColumnArrays.uuids(connection, notes, BatchPlan.Note::memoryId));
      int written = statement.executeUpdate();
      if (written != notes.size()) {
        throw new IllegalStateException("wrote %d of %d".formatted(written, notes.size()));
      }
    }
  }
}
