package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Keeps what memories were before they changed. Uses memory_version_pkey. */
final class InsertMemoryVersions {
  private static final String SQL =
      """
      insert into memory_version (
        tenant, user_id, memory_id, changed_offset, changed_partition, changed_by, known_until,
        kind, text, caption, speaker, role, conversation, turn, metadata, entities, dates,
        occurred_at, created_at, event_id, ordinal, log_partition, log_offset,
        model, content_hash, embedding, tokens)
      select
        t.tenant, t.user_id, t.memory_id,
        c.changed_offset, c.changed_partition, c.changed_by, c.known_until::timestamptz,
        t.kind, t.text, t.caption, t.speaker, t.role, t.conversation, t.turn,
        t.metadata, t.entities, t.dates,
        t.occurred_at, t.created_at, t.event_id, t.ordinal, t.log_partition, t.log_offset,
        t.model, t.content_hash, t.embedding, t.tokens
      from (%s) as t
      join unnest(?, ?, ?, ?, ?, ?)
        as c (memory_id, version, changed_offset, changed_partition, changed_by, known_until)
        on c.memory_id = t.memory_id and c.version = t.version
      """
          .formatted(MemoryArrays.UNNEST);

  private InsertMemoryVersions() {}

  static void on(Connection connection, List<Superseded> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      MemoryArrays.bind(
          connection,
          statement,
          rows.stream().map(row -> new RevisedRow(row.memory(), 0, 0)).toList());
      bindChanges(connection, statement, rows);
      int kept = statement.executeUpdate();
      if (kept != rows.size()) {
        throw new IllegalStateException("kept %d of %d versions".formatted(kept, rows.size()));
      }
    }
  }

  private static void bindChanges(
      Connection connection, PreparedStatement statement, List<Superseded> rows)
      throws SQLException {
    int at = MemoryArrays.PARAMETERS;
    statement.setArray(++at, ColumnArrays.uuids(connection, rows, r -> r.memory().memoryId()));
    statement.setArray(++at, ColumnArrays.longs(connection, rows, r -> r.memory().version()));
    statement.setArray(++at, ColumnArrays.longs(connection, rows, r -> r.changedAt().offset()));
    statement.setArray(
        ++at, ColumnArrays.integers(connection, rows, r -> r.changedAt().partition()));
    statement.setArray(++at, ColumnArrays.uuids(connection, rows, Superseded::changedBy));
    statement.setArray(++at, ColumnArrays.texts(connection, rows, r -> r.knownUntil().toString()));
  }
}
