package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Lets go of the hours of long ago, except for midnights. Uses tier_history_pkey. */
final class DeleteTierHistory {
  private static final String SQL =
      """
      delete from tier_history
      where noted_at < ?
        and extract(hour from noted_at at time zone 'UTC') <> 0
      """;

  private DeleteTierHistory() {}

  static int on(Connection connection, Instant before) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setObject(1, before.atOffset(ZoneOffset.UTC));
      return statement.executeUpdate();
    }
  }
}
