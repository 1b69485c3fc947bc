package io.mneme.storage.postgres;

import io.mneme.storage.write.StateQuery.Conversation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/** Writes how many turns conversations have now. Uses conversation_pkey. */
final class UpsertConversations {
  private static final String SQL =
      """
      insert into conversation (tenant, user_id, name, turns)
      select tenant, user_id, name, turns
      from unnest(?, ?, ?, ?) as t (tenant, user_id, name, turns)
      on conflict (tenant, user_id, name) do update
        set turns = excluded.turns
      """;

  private UpsertConversations() {}

  static void on(Connection connection, Map<Conversation, Integer> turns) throws SQLException {
    if (turns.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      var rows = turns.entrySet();
      statement.setArray(
          1, ColumnArrays.texts(connection, rows, r -> r.getKey().subject().tenant()));
      statement.setArray(2, ColumnArrays.texts(connection, rows, r -> r.getKey().subject().user()));
      statement.setArray(3, ColumnArrays.texts(connection, rows, r -> r.getKey().name()));
      statement.setArray(4, ColumnArrays.integers(connection, rows, r -> r.getValue()));
      int written = statement.executeUpdate();
      if (written != turns.size()) {
        throw new IllegalStateException("wrote %d of %d".formatted(written, turns.size()));
      }
    }
  }
}
