package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.Revisions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Raises subjects' revisions by the number of their changes and keeps their rows locked until the
 * transaction ends: whoever changes a subject, writer or mover, passes here, so its changes are
 * committed in the order of their revisions. A new subject's begins at the store's generation. Uses
 * subject_pkey.
 */
final class BumpRevisions {
  private static final String SQL =
      """
      insert into subject (tenant, user_id, revision)
      select tenant, user_id, changes + (g.number << %1$d)
      from unnest(?, ?, ?) as t (tenant, user_id, changes), generation g
      order by tenant, user_id
      on conflict (tenant, user_id) do update
        set revision = subject.revision + (excluded.revision & ((1::bigint << %1$d) - 1))
      returning tenant, user_id, revision
      """
          .formatted(Revisions.COUNT_BITS);

  private BumpRevisions() {}

  /** The revision of each subject after its changes; subjects are locked in one order. */
  static Map<Subject, Long> on(Connection connection, SortedMap<Subject, Integer> changes)
      throws SQLException {
    Map<Subject, Long> revisions = new HashMap<>();
    if (changes.isEmpty()) {
      return revisions;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      var rows = changes.entrySet();
      statement.setArray(1, ColumnArrays.texts(connection, rows, r -> r.getKey().tenant()));
      statement.setArray(2, ColumnArrays.texts(connection, rows, r -> r.getKey().user()));
      statement.setArray(3, ColumnArrays.integers(connection, rows, r -> r.getValue()));
      try (ResultSet bumped = statement.executeQuery()) {
        while (bumped.next()) {
          revisions.put(
              new Subject(MemoryRows.text(bumped, "tenant"), MemoryRows.text(bumped, "user_id")),
              bumped.getLong("revision"));
        }
      }
    }
    if (revisions.size() != changes.size()) {
      throw new IllegalStateException(
          "raised %d of %d revisions".formatted(revisions.size(), changes.size()));
    }
    return revisions;
  }
}
