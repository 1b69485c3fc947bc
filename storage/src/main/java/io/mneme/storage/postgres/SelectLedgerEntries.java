package io.mneme.storage.postgres;

import io.mneme.schemas.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Which of these events took effect already, and where they stand? Uses event_ledger_pkey. */
final class SelectLedgerEntries {
  private static final String SQL =
      """
      select event_id, log_partition, log_offset
      from event_ledger
      where event_id = any (?)
      """;

  private SelectLedgerEntries() {}

  static Map<UUID, Position> on(Connection connection, Collection<UUID> eventIds)
      throws SQLException {
    Map<UUID, Position> applied = new HashMap<>();
    if (eventIds.isEmpty()) {
      return applied;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.uuids(connection, eventIds, id -> id));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          applied.put(
              MemoryRows.uuid(rows, "event_id"),
              new Position(rows.getInt("log_partition"), rows.getLong("log_offset")));
        }
      }
    }
    return applied;
  }
}
