package io.mneme.storage.postgres;

import io.mneme.storage.tier.TierHistory.Share;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Notes what was held at an hour; the first note of an hour stands. Uses tier_history_pkey. */
final class InsertTierHistory {
  private static final String SQL =
      """
      insert into tier_history (noted_at, tenant, tier, memories, bytes)
      values (?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  private InsertTierHistory() {}

  static void on(Connection connection, Instant hour, List<Share> shares) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      for (Share share : shares) {
        statement.setObject(1, hour.atOffset(ZoneOffset.UTC));
        statement.setString(2, share.tenant());
        statement.setString(3, Words.of(share.tier()));
        statement.setLong(4, share.holding().memories());
        statement.setLong(5, share.holding().bytes());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
