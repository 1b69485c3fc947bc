package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Says in new receipts when the archive should be clear of what they are about. Uses
 * erasure_unfinished.
 */
final class ExpectErasures {
  private static final String SQL =
      """
      update erasure
      set objects_expected_at = deleted_at + make_interval(secs => ?)
      where objects_done_at is null
        and objects_expected_at is null
      """;

  private ExpectErasures() {}

  static int on(Connection connection, long seconds) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, seconds);
      return statement.executeUpdate();
    }
  }
}
