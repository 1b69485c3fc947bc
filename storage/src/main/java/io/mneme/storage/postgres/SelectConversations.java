package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.write.StateQuery.Conversation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How many turns has each of these conversations? Uses conversation_pkey. */
final class SelectConversations {
  private static final String SQL =
      """
      select c.tenant, c.user_id, c.name, c.turns
      from unnest(?, ?, ?) as k (tenant, user_id, name)
      join conversation c
        on c.tenant = k.tenant
        and c.user_id = k.user_id
        and c.name = k.name
      """;

  private SelectConversations() {}

  static Map<Conversation, Integer> on(Connection connection, Collection<Conversation> asked)
      throws SQLException {
    Map<Conversation, Integer> turns = new HashMap<>();
    if (asked.isEmpty()) {
      return turns;
    }
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, ColumnArrays.texts(connection, asked, c -> c.subject().tenant()));
      statement.setArray(2, ColumnArrays.texts(connection, asked, c -> c.subject().user()));
      statement.setArray(3, ColumnArrays.texts(connection, asked, Conversation::name));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Subject subject =
              new Subject(MemoryRows.text(rows, "tenant"), MemoryRows.text(rows, "user_id"));
          turns.put(new Conversation(subject, MemoryRows.text(rows, "name")), rows.getInt("turns"));
        }
      }
    }
    return turns;
  }
}
