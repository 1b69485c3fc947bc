package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Removes what was announced, however many notes that is. Uses outbox_pkey. */
final class DeleteOutbox {
  private static final String SQL =
      """
      delete from outbox
      where log_partition = ?
        and log_offset <= ?
      """;

  private DeleteOutbox() {}

  static int on(Connection connection, int partition, long offset) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setInt(1, partition);
      statement.setLong(2, offset);
      return statement.executeUpdate();
    }
  }
}
