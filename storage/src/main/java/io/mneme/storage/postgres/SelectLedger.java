package io.mneme.storage.postgres;

import io.mneme.schemas.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Every event that took effect, and where its record stands. Reads the whole ledger, for an audit
 * and never on a request.
 */
final class SelectLedger {
  private static final String SQL =
      """
      select event_id, log_partition, log_offset
      from event_ledger
      """;

  private SelectLedger() {}

  static Map<UUID, Position> on(Connection connection) throws SQLException {
    Map<UUID, Position> ledger = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ledger.put(
            MemoryRows.uuid(rows, "event_id"),
            new Position(rows.getInt("log_partition"), rows.getLong("log_offset")));
      }
    }
    return ledger;
  }
}
