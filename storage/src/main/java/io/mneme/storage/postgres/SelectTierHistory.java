package io.mneme.storage.postgres;

import io.mneme.schemas.tier.Tier;
import io.mneme.storage.tier.TierHistory.Noted;
import io.mneme.storage.tier.TierHistory.Share;
import io.mneme.storage.tier.TierStore.Holding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What was held from an hour on, oldest first. Walks tier_history_pkey. */
final class SelectTierHistory {
  private static final String SQL =
      """
      select noted_at, tenant, tier, memories, bytes
      from tier_history
      where noted_at >= ?
      order by noted_at, tenant, tier
      """;

  private SelectTierHistory() {}

  static List<Noted> on(Connection connection, Instant from) throws SQLException {
    List<Noted> noted = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setObject(1, from.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          noted.add(
              new Noted(
                  rows.getObject("noted_at", OffsetDateTime.class).toInstant(),
                  new Share(
                      MemoryRows.text(rows, "tenant"),
                      Tier.valueOf(Words.constant(MemoryRows.text(rows, "tier"))),
                      new Holding(rows.getLong("memories"), rows.getLong("bytes")))));
        }
      }
    }
    return noted;
  }
}
