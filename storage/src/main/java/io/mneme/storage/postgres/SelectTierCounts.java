package io.mneme.storage.postgres;

import io.mneme.schemas.tier.Tier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many memories lie in each tier. Counts the smallest index of every leaf, so it costs what is
 * held: asked once a minute, not once a request.
 */
final class SelectTierCounts {
  private static final String SQL =
      """
      select tier, count(*) as memories
      from memory
      group by tier
      """;

  private SelectTierCounts() {}

  static Map<Tier, Long> on(Connection connection) throws SQLException {
    Map<Tier, Long> counts = new EnumMap<>(Tier.class);
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        counts.put(
            Tier.valueOf(Words.constant(MemoryRows.text(rows, "tier"))), rows.getLong("memories"));
      }
    }
    return counts;
  }
}
