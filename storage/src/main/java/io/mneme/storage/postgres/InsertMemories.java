package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Stores memories that are born. Each goes to the leaf of its tier and subject; memory_hot_id or
 * memory_warm_id keeps it the only one.
 */
final class InsertMemories {
  private static final String SQL =
      """
      insert into memory (
        tenant, user_id, memory_id, tier, kind, status, version, revision,
        text, caption, speaker, role, conversation, turn, metadata, entities, dates,
        occurred_at, created_at, updated_at, event_id, ordinal, log_partition, log_offset,
        model, content_hash, embedding, tokens, absorbed_by)
      select
        tenant, user_id, memory_id, tier, kind, status, version, revision,
        text, caption, speaker, role, conversation, turn, metadata, entities, dates,
        occurred_at, created_at, updated_at, event_id, ordinal, log_partition, log_offset,
        model, content_hash, embedding, tokens, absorbed_by
      from (%s) as t
      """
          .formatted(MemoryArrays.UNNEST);

  private InsertMemories() {}

  static void on(Connection connection, List<RevisedRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      MemoryArrays.bind(connection, statement, rows);
      int stored = statement.executeUpdate();
      if (stored != rows.size()) {
        throw new IllegalStateException("stored %d of %d".formatted(stored, rows.size()));
      }
    }
  }
}
