package io.mneme.storage.postgres;

import io.mneme.storage.write.Batch.Request;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;

/** Writes a receipt, once an event: the ledger lets none through twice. Uses erasure_pkey. */
final class InsertErasure {
  private static final String SQL =
      """
      insert into erasure (event_id, tenant, user_id, memory_id, log_partition, log_offset,
        requested_at, hot, warm, cold, sessions, objects)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private InsertErasure() {}

  static void on(Connection connection, Collection<ErasureRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      for (ErasureRow row : rows) {
        Request request = row.request();
        statement.setObject(1, request.eventId());
        statement.setString(2, request.subject().tenant());
        statement.setString(3, request.subject().user());
        statement.setObject(4, request.memoryId());
        statement.setInt(5, request.position().partition());
        statement.setLong(6, request.position().offset());
        statement.setObject(7, request.acceptedAt().atOffset(ZoneOffset.UTC));
        statement.setInt(8, row.hot());
        statement.setInt(9, row.warm());
        statement.setInt(10, row.cold());
        statement.setInt(11, row.sessions());
        statement.setArray(12, ColumnArrays.texts(connection, row.objects(), key -> key));
        statement.addBatch();
      }
      int written = statement.executeBatch().length;
      if (written != rows.size()) {
        throw new IllegalStateException("wrote %d of %d".formatted(written, rows.size()));
      }
    }
  }
}
