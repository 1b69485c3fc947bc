package io.mneme.storage.postgres;

import io.mneme.schemas.tier.Tier;
import io.mneme.storage.postgres.TierHoldings.Room;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * What each tier takes in PostgreSQL, its rows and indexes apart, and what of it is waiting for a
 * vacuum. Reads file sizes and statistics, no memory.
 */
final class SelectTierRoom {
  private static final String SQL =
      """
      select t.tier,
        coalesce(sum(pg_table_size(l.relid)), 0)::bigint as heap,
        coalesce(sum(pg_indexes_size(l.relid)), 0)::bigint as indexes,
        coalesce(sum(pg_stat_get_dead_tuples(l.relid)), 0)::bigint as dead,
        coalesce(sum(pg_stat_get_autovacuum_count(l.relid)), 0)::bigint as vacuums
      from unnest(array['hot', 'warm', 'cold']) as t (tier)
      cross join lateral pg_partition_tree('memory_' || t.tier) l
      where l.isleaf
      group by t.tier
      """;

  private SelectTierRoom() {}

  static Map<Tier, Room> on(Connection connection) throws SQLException {
    Map<Tier, Room> rooms = new EnumMap<>(Tier.class);
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        rooms.put(
            Tier.valueOf(Words.constant(MemoryRows.text(rows, "tier"))),
            new Room(
                rows.getLong("heap"),
                rows.getLong("indexes"),
                rows.getLong("dead"),
                rows.getLong("vacuums")));
      }
    }
    return rooms;
  }
}
