package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.read.ErasureReceipt;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The receipt of a subject's event. Uses erasure_pkey. */
final class SelectErasure {
  private static final String SQL =
      """
      select event_id, memory_id, requested_at, deleted_at, hot, warm, cold, sessions, told_at,
        coalesce(redis_keys, 0) as redis_keys, cardinality(objects) as objects,
        objects_expected_at, objects_done_at
      from erasure
      where event_id = ?
        and tenant = ?
        and user_id = ?
      """;

  private SelectErasure() {}

  static Optional<ErasureReceipt> on(Connection connection, Subject subject, UUID eventId)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setObject(1, eventId);
      statement.setString(2, subject.tenant());
      statement.setString(3, subject.user());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(receipt(row)) : Optional.empty();
      }
    }
  }

  private static ErasureReceipt receipt(ResultSet row) throws SQLException {
    return new ErasureReceipt(
        MemoryRows.uuid(row, "event_id"),
        row.getObject("memory_id", UUID.class),
        MemoryRows.instant(row, "requested_at"),
        new ErasureReceipt.Rows(
            row.getInt("hot"),
            row.getInt("warm"),
            row.getInt("cold"),
            row.getInt("sessions"),
            MemoryRows.instant(row, "deleted_at")),
        new ErasureReceipt.Copies(row.getLong("redis_keys"), moment(row, "told_at")),
        new ErasureReceipt.Objects(
            row.getInt("objects"),
            moment(row, "objects_expected_at"),
            moment(row, "objects_done_at")));
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
