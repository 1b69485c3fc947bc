package io.mneme.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Completes the receipts none of whose objects is left. An object is off the inventory only after
 * it was deleted. Uses erasure_unfinished and cold_object_pkey.
 */
final class FinishErasures {
  private static final String SQL =
      """
      update erasure e
      set objects_done_at = now()
      where e.objects_done_at is null
        and e.objects_traced_at is not null
        and not exists (
          select from cold_object o
          where o.object_key = any (e.objects))
      """;

  private FinishErasures() {}

  static int on(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      return statement.executeUpdate();
    }
  }
}
