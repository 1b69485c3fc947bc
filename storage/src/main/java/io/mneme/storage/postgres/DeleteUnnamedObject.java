package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Takes an object off the inventory if no stub names it and it has not been written again since.
 * Keeps the row locked until the transaction ends, so no move can come to rely on it. Uses
 * cold_object_pkey and memory_cold_object.
 */
final class DeleteUnnamedObject {
  private static final String SQL =
      """
      delete from cold_object o
      where o.object_key = ?
        and o.touched_at < now() - make_interval(secs => ?)
        and not exists (
          select from memory m where m.tier = 'cold' and m.object_id = o.object_id)
      """;

  private DeleteUnnamedObject() {}

  static int on(Connection connection, String objectKey, long graceSeconds) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, objectKey);
      statement.setLong(2, graceSeconds);
      return statement.executeUpdate();
    }
  }
}
