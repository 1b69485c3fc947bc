package io.mneme.storage.postgres;

import io.mneme.schemas.tier.Tier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** How many memories each tenant has in each tier; costs what is held, like SelectTierCounts. */
final class SelectTenantCounts {
  private static final String SQL =
      """
      select tenant, tier, count(*) as memories
      from memory
      group by tenant, tier
      order by tenant, tier
      """;

  private SelectTenantCounts() {}

  record Count(String tenant, Tier tier, long memories) {}

  static List<Count> on(Connection connection) throws SQLException {
    List<Count> counts = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        counts.add(
            new Count(
                MemoryRows.text(rows, "tenant"),
                Tier.valueOf(Words.constant(MemoryRows.text(rows, "tier"))),
                rows.getLong("memories")));
      }
    }
    return counts;
  }
}
