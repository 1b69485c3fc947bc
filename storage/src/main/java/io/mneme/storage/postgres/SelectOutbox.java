package io.mneme.storage.postgres;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.storage.write.WriteStore.Mark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A page of what is to be announced of a partition, in the order of the log. Uses outbox_pkey. */
final class SelectOutbox {
  private static final String SQL =
      """
      select log_partition, log_offset, ordinal, tenant, user_id, memory_id
      from outbox
      where log_partition = ?
        and (log_offset, ordinal) > (?, ?)
      order by log_offset, ordinal
      limit ?
      """;

  private SelectOutbox() {}

  static List<BatchPlan.Note> on(Connection connection, int partition, Mark after, int limit)
      throws SQLException {
    List<BatchPlan.Note> notes = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setInt(1, partition);
      statement.setLong(2, after.offset());
      statement.setInt(3, after.ordinal());
      statement.setInt(4, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          notes.add(
              new BatchPlan.Note(
                  new Position(rows.getInt("log_partition"), rows.getLong("log_offset")),
                  rows.getInt("ordinal"),
                  new Subject(MemoryRows.text(rows, "tenant"), MemoryRows.text(rows, "user_id")),
                  rows.getObject("memory_id", UUID.class)));
        }
      }
    }
    return notes;
  }
}
