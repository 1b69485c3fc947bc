package io.mneme.storage.postgres;

import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** Writes down that memories are gone, and at which revision. Uses forgotten_pkey. */
final class UpsertForgotten {
  private static final String SQL =
      """
      insert into forgotten (tenant, user_id, memory_id, revision)
      select tenant, user_id, memory_id, revision
      from unnest(?, ?, ?, ?) as t (tenant, user_id, memory_id, revision)
      on conflict (tenant, user_id, memory_id) do update
        set revision = excluded.revision
      """;

  private UpsertForgotten() {}

  static void on(Connection connection, Map<MemoryKey, Long> revisions) throws SQLException {
    if (revisions.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      MemoryKeyArrays.bind(connection, statement, revisions.keySet());
      statement.setArray(4, ColumnArrays.longs(connection, revisions.values(), Long::longValue));
      int written = statement.executeUpdate();
      if (written != revisions.size()) {
        throw new IllegalStateException("wrote %d of %d".formatted(written, revisions.size()));
      }
    }
  }
}
