package io.mneme.storage.postgres;

import io.mneme.storage.cold.ColdLine;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * Makes the stubs that still name one object name their copies in another. The memories do not
 * change, so neither do their versions; a stub that went meanwhile is left. Uses memory_cold_id,
 * cold_object_pkey.
 */
final class PointStubsElsewhere {
  private static final String SQL =
      """
      update memory m
      set object_id = o.object_id, object_row = t.object_row
      from unnest(?, ?, ?, ?, ?) as t (tenant, user_id, memory_id, object_key, object_row)
      join cold_object o on o.object_key = t.object_key
      where m.tier = 'cold'
        and m.tenant = t.tenant
        and m.user_id = t.user_id
        and m.memory_id = t.memory_id
        and m.object_id = (select f.object_id from cold_object f where f.object_key = ?)
      """;

  private PointStubsElsewhere() {}

  static int on(Connection connection, String from, Map<MemoryKey, ColdLine> to)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      MemoryKeyArrays.bind(connection, statement, to.keySet());
      statement.setArray(4, ColumnArrays.texts(connection, to.values(), ColdLine::objectKey));
      statement.setArray(5, ColumnArrays.integers(connection, to.values(), ColdLine::row));
      statement.setString(6, from);
      return statement.executeUpdate();
    }
  }
}
