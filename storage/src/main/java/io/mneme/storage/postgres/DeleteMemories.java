package io.mneme.storage.postgres;

import io.mneme.schemas.tier.Tier;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes memories from whichever tier, and says where each lay. One that is not there is gone
 * already, which is what was asked for, so the count is not checked. Uses memory_hot_id,
 * memory_warm_id, memory_cold_id, cold_object_id.
 */
final class DeleteMemories {
  private static final String SQL =
      """
      delete from memory m
      using unnest(?, ?, ?) as k (tenant, user_id, memory_id)
      where m.tenant = k.tenant
        and m.user_id = k.user_id
        and m.memory_id = k.memory_id
      returning m.tenant, m.user_id, m.memory_id, m.tier,
        (select o.object_key from cold_object o where o.object_id = m.object_id) as object_key
      """;

  private DeleteMemories() {}

  /**
   * Where a memory lay.
   *
   * @param objectKey the object that held it; null where it was not cold
   */
  record Place(Tier tier, @Nullable String objectKey) {}

  static Map<MemoryKey, Place> on(Connection connection, Collection<MemoryKey> keys)
      throws SQLException {
    Map<MemoryKey, Place> places = new HashMap<>();
    if (keys.isEmpty()) {
      return places;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      MemoryKeyArrays.bind(connection, statement, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          places.put(
              MemoryRows.key(rows),
              new Place(
                  Tier.valueOf(Words.constant(MemoryRows.text(rows, "tier"))),
                  rows.getString("object_key")));
        }
      }
    }
    return places;
  }
}
