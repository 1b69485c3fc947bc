package io.mneme.storage.postgres;

import io.mneme.storage.cold.ColdLine;
import io.mneme.storage.cold.ColdStub;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes whole memories cold: a stub stays, which names their object and row, and keeps what a
 * search asks before it reads the object, the vector at one bit a dimension. Uses memory_hot_id,
 * memory_warm_id, cold_object_pkey.
 */
final class ReplaceByStubs {
  private static final String SQL =
      """
      update memory m
      set tier = 'cold', version = t.version, revision = t.revision,
        kind = nullif(m.kind, 'episodic'), status = null, updated_at = null,
        text = null, caption = null, speaker = null, role = null,
        metadata = null, entities = null, dates = null,
        event_id = case when m.absorbed_by is null then null else m.event_id end,
        ordinal = nullif(m.ordinal, 0), log_partition = null, log_offset = null,
        model = null, content_hash = left(m.content_hash, %d),
        embedding = null, tokens = null, signature = binary_quantize(m.embedding),
        object_id = o.object_id, object_row = t.object_row
      from unnest(?, ?, ?, ?, ?, ?, ?, ?)
        as t (tenant, user_id, memory_id, version, revision, expected_version,
          object_key, object_row)
      join cold_object o on o.object_key = t.object_key
      where m.tenant = t.tenant
        and m.user_id = t.user_id
        and m.memory_id = t.memory_id
        and m.version = t.expected_version
        and m.object_id is null
      """
          .formatted(ColdStub.HASH_DIGITS);

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
      statement.setArray(7, ColumnArrays.texts(connection, stubs, s -> s.line().objectKey()));
      statement.setArray(8, ColumnArrays.integers(connection, stubs, s -> s.line().row()));
      return statement.executeUpdate();
    }
  }
}
