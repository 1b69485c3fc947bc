package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Changes the tier of whole memories. The row moves to the other tier's leaf in this one statement,
 * so it lies in exactly one. Uses memory_hot_id, memory_warm_id.
 */
final class MoveMemories {
  private static final String SQL =
      """
      update memory m
      set tier = t.tier, version = t.version, revision = t.revision,
        updated_at = t.updated_at::timestamptz
      from unnest(?, ?, ?, ?, ?, ?, ?, ?)
        as t (tenant, user_id, memory_id, tier, version, revision, expected_version, updated_at)
      where m.tenant = t.tenant
        and m.user_id = t.user_id
        and m.memory_id = t.memory_id
        and m.version = t.expected_version
        and m.object_id is null
      """;

  private MoveMemories() {}

  static int on(Connection connection, List<RevisedRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, rows, r -> r.memory().tenant()));
      statement.setArray(2, ColumnArrays.texts(connection, rows, r -> r.memory().user()));
      statement.setArray(3, ColumnArrays.uuids(connection, rows, r -> r.memory().memoryId()));
      statement.setArray(4, ColumnArrays.texts(connection, rows, r -> Words.of(r.memory().tier())));
      statement.setArray(5, ColumnArrays.longs(connection, rows, r -> r.memory().version()));
      statement.setArray(6, ColumnArrays.longs(connection, rows, RevisedRow::revision));
      statement.setArray(7, ColumnArrays.longs(connection, rows, RevisedRow::expectedVersion));
      statement.setArray(
          8, ColumnArrays.texts(connection, rows, r -> r.memory().times().updatedAt().toString()));
      return statement.executeUpdate();
    }
  }
}
