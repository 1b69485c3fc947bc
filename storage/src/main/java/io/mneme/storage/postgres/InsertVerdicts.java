package io.mneme.storage.postgres;

import io.mneme.storage.write.Batch.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Writes verdicts, one an event: the ledger lets none through twice. Uses session_verdict_pkey. */
final class InsertVerdicts {
  private static final String SQL =
      """
      insert into session_verdict (
        event_id, tenant, user_id, session, current_event_id, accepted_at)
      select event_id, tenant, user_id, session, current_event_id, accepted_at::timestamptz
      from unnest(?, ?, ?, ?, ?, ?)
        as t (event_id, tenant, user_id, session, current_event_id, accepted_at)
      """;

  private InsertVerdicts() {}

  static void on(Connection connection, Collection<Verdict> verdicts) throws SQLException {
    if (verdicts.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.uuids(connection, verdicts, Verdict::eventId));
      statement.setArray(2, ColumnArrays.texts(connection, verdicts, v -> v.subject().tenant()));
      statement.setArray(3, ColumnArrays.texts(connection, verdicts, v -> v.subject().user()));
      statement.setArray(4, ColumnArrays.texts(connection, verdicts, Verdict::session));
      statement.setArray(5, ColumnArrays.uuids(connection, verdicts, Verdict::current));
      statement.setArray(
          6, ColumnArrays.texts(connection, verdicts, v -> v.acceptedAt().toString()));
      int written = statement.executeUpdate();
      if (written != verdicts.size()) {
        throw new IllegalStateException("wrote %d of %d".formatted(written, verdicts.size()));
      }
    }
  }
}
