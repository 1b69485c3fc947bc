package io.mneme.storage.postgres;

import io.mneme.storage.cold.ColdLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes whole memories cold: a stub stays, which names their object and row and keeps one bit a
 * dimension of the vector. Uses memory_hot_id, memory_warm_id.
 */
final class ReplaceByStubs {
  private static final String SQL =
      """
      update memory m
      set tier = 'cold', version = t.version, revision = t.revision,
        updated_at = t.updated_at::timestamptz,
        text = null, caption = null, metadata = null, entities = null, dates = null,
        embedding = null, tokens = null, signature = binary_quantize(m.embedding),
        object_key = t.object_key, object_row = t.object_row
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
        as t (tenant, user_id, memory_id, version, revision, expected_version, updated_at,
          object_key, object_row)
      where m.tenant = t.tenant
        and m.user_id = t.user_id
        and m.memory_id = t.memory_id
        and m.version = t.expected_version
        and m.object_key is null
      """;

  private ReplaceByStubs() {}

  /** A memory and where its content lies now. */
  record Archived(RevisedRow row, ColdLine line) {}

  static int on(Connection connection, List<Archived> stubs) throws SQLException {
    if (stubs.isEmpty()) {
      return 0;
    }
    List<RevisedRow> rows = stubs.stream().map(Archived::row).toList();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, rows, r -> r.memory().tenant()));
      statement.setArray(2, ColumnArrays.texts(connection, rows, r -> r.memory().user()));
      statement.setArray(3, ColumnArrays.uuids(connection, rows, r -> r.memory().memoryId()));
      statement.setArray(4, ColumnArrays.longs(connection, rows, r -> r.memory().version()));
      statement.setArray(5, ColumnArrays.longs(connection, rows, RevisedRow::revision));
      statement.setArray(6, ColumnArrays.longs(connection, rows, RevisedRow::expectedVersion));
      statement.setArray(
          7, ColumnArrays.texts(connection, rows, r -> r.memory().times().updatedAt().toString()));
      statement.setArray(8, ColumnArrays.texts(connection, stubs, s -> s.line().objectKey()));
      statement.setArray(9, ColumnArrays.integers(connection, stubs, s -> s.line().row()));
      return statement.executeUpdate();
    }
  }
}
