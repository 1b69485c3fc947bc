package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * Says in the receipts, up to an offset of each partition, that Redis and {@code mneme.changes}
 * were told, and how many keys that removed from Redis. Most often there is none. Uses
 * erasure_untold.
 */
final class MarkErasuresTold {
  private static final String SQL =
      """
      update erasure e
      set told_at = now(),
        redis_keys = coalesce((
          select t.keys from unnest(?, ?, ?) as t (tenant, user_id, keys)
          where t.tenant = e.tenant and t.user_id = e.user_id), 0)
      from unnest(?, ?) as s (log_partition, log_offset)
      where e.told_at is null
        and e.log_partition = s.log_partition
        and e.log_offset <= s.log_offset
      """;

  private MarkErasuresTold() {}

  static int on(Connection connection, Map<Integer, Long> offsets, Map<Subject, Long> dropped)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, dropped.keySet(), Subject::tenant));
      statement.setArray(2, ColumnArrays.texts(connection, dropped.keySet(), Subject::user));
      statement.setArray(3, ColumnArrays.longs(connection, dropped.values(), Long::longValue));
      statement.setArray(4, ColumnArrays.integers(connection, offsets.keySet(), Integer::intValue));
      statement.setArray(5, ColumnArrays.longs(connection, offsets.values(), Long::longValue));
      return statement.executeUpdate();
    }
  }
}
