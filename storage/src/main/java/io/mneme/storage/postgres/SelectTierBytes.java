package io.mneme.storage.postgres;

import io.mneme.schemas.tier.Tier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What each tier occupies: its leaves with their indexes, and for the cold tier the objects too.
 * Reads file sizes and the inventory, no memory.
 */
final class SelectTierBytes {
  private static final String SQL =
      """
      select t.tier,
        (select coalesce(sum(pg_total_relation_size(relid)), 0)
          from pg_partition_tree('memory_' || t.tier) where isleaf)
        + case t.tier when 'cold' then (select coalesce(sum(bytes), 0) from cold_object) else 0 end
        as bytes
      from unnest(array['hot', 'warm', 'cold']) as t (tier)
      """;

  private SelectTierBytes() {}

  static Map<Tier, Long> on(Connection connection) throws SQLException {
    Map<Tier, Long> bytes = new EnumMap<>(Tier.class);
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        bytes.put(
            Tier.valueOf(Words.constant(MemoryRows.text(rows, "tier"))), rows.getLong("bytes"));
      }
    }
    return bytes;
  }
}
