package io.mneme.storage.rebuild;

import io.mneme.schemas.Subject;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Memories that were announced cold and have no stub any more: whole in the warm tier, a version
 * later, which is to be announced. Reads both tables.
 */
final class TakeInStrays {
  private static final String SQL =
      """
      update rebuilt.memory n
      set version = n.version + 1
      from (
        select distinct on (tenant, user_id, memory_id) *
        from rebuilt.announced
        order by tenant, user_id, memory_id, seq desc) a
      where a.tier = 'cold'
        and n.tenant = a.tenant
        and n.user_id = a.user_id
        and n.memory_id = a.memory_id
        and n.content_hash = a.content_hash
        and n.version = a.version
        and n.tier = 'warm'
      returning n.tenant, n.user_id, n.memory_id
      """;

  private TakeInStrays() {}

  static List<MemoryKey> on(Connection connection) throws SQLException {
    List<MemoryKey> strays = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SQL)) {
      while (rows.next()) {
        strays.add(
            new MemoryKey(
                new Subject(rows.getString(1), rows.getString(2)), rows.getObject(3, UUID.class)));
      }
    }
    return strays;
  }
}
