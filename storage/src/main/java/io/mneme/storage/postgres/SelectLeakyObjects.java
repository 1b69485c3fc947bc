package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Objects that hold more rows than stubs name, with how many are named, the oldest first. Only
 * those older than a grace: a younger one may be waiting for its stubs. Uses memory_cold_object.
 */
final class SelectLeakyObjects {
  private static final String SQL =
      """
      select o.object_key, s.named
      from cold_object o
      cross join lateral (
        select count(*) as named from memory m
        where m.tier = 'cold' and m.object_id = o.object_id) s
      where o.touched_at < now() - make_interval(secs => ?)
        and s.named < o.rows
      order by o.touched_at
      limit ?
      """;

  private SelectLeakyObjects() {}

  static Map<String, Long> on(Connection connection, long graceSeconds, int limit)
      throws SQLException {
    Map<String, Long> leaky = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, graceSeconds);
      statement.setInt(2, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          leaky.put(MemoryRows.text(rows, "object_key"), rows.getLong("named"));
        }
      }
    }
    return leaky;
  }
}
