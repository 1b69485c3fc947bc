package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Gives memories a new version, where they still have the one before it. A cold one becomes whole
 * again in the tier its new state names. Uses memory_hot_id, memory_warm_id, memory_cold_id.
 */
final class ReviseMemories {
  private static final String SQL =
      """
      with t as (%s)
      update memory m
      set tier = t.tier, kind = t.kind, status = t.status,
        version = t.version, revision = t.revision,
        text = t.text, caption = t.caption, speaker = t.speaker, role = t.role,
        conversation = t.conversation, turn = t.turn,
        metadata = t.metadata, entities = t.entities, dates = t.dates,
        occurred_at = t.occurred_at, updated_at = t.updated_at,
        event_id = t.event_id, ordinal = t.ordinal,
        log_partition = t.log_partition, log_offset = t.log_offset,
        model = t.model, content_hash = t.content_hash, embedding = t.embedding,
        tokens = t.tokens, absorbed_by = t.absorbed_by,
        signature = null, object_id = null, object_row = null
      from t
      where m.tenant = t.tenant
        and m.user_id = t.user_id
        and m.memory_id = t.memory_id
        and m.version = t.expected_version
      """
          .formatted(MemoryArrays.UNNEST);

  private ReviseMemories() {}

  /** How many still had the version they were decided on. */
  static int on(Connection connection, List<RevisedRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      MemoryArrays.bind(connection, statement, rows);
      return statement.executeUpdate();
    }
  }
}
