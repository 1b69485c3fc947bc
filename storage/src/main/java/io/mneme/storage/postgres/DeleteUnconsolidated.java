package io.mneme.storage.postgres;

import io.mneme.storage.write.Unconsolidated.Taken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;

/**
 * Lets a subject go that is still its taker's: one noted anew meanwhile, or taken by another after
 * the lease, stays. Uses unconsolidated_pkey.
 */
final class DeleteUnconsolidated {
  private static final String SQL =
      """
      delete from unconsolidated
      where tenant = ?
        and user_id = ?
        and taken_until = ?
      """;

  private DeleteUnconsolidated() {}

  static int on(Connection connection, Taken taken) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, taken.subject().tenant());
      statement.setString(2, taken.subject().user());
      statement.setObject(3, taken.until().atOffset(ZoneOffset.UTC));
      return statement.executeUpdate();
    }
  }
}
