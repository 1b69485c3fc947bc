package io.mneme.storage.postgres;

import io.mneme.storage.write.Batch.LedgerEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes down which events take effect, unless they did before. Uses event_ledger_pkey. */
final class InsertLedgerEntries {
  private static final String SQL =
      """
      insert into event_ledger (event_id, log_partition, log_offset)
      select event_id, log_partition, log_offset
      from unnest(?, ?, ?) as t (event_id, log_partition, log_offset)
      order by event_id
      on conflict (event_id) do nothing
      """;

  private InsertLedgerEntries() {}

  /** How many were new. In the order of ids, so that two workers cannot wait for each other. */
  static int on(Connection connection, List<LedgerEntry> entries) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.uuids(connection, entries, LedgerEntry::eventId));
      statement.setArray(
          2, ColumnArrays.integers(connection, entries, e -> e.position().partition()));
      statement.setArray(3, ColumnArrays.longs(connection, entries, e -> e.position().offset()));
      return statement.executeUpdate();
    }
  }
}
