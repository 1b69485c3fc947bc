package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.storage.cold.ColdReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The last turns of a conversation, the last one first. Reads the subject's rows and sorts: the
 * conversation buffer is kept in Redis, this answers when it is not there.
 */
final class SelectTurns {
  private static final String SQL =
      """
      select %s
      from memory m
      where m.tenant = ?
        and m.user_id = ?
        and m.conversation = ?
        and m.turn is not null
        and coalesce(m.kind, 'episodic') = 'episodic'
      order by m.turn desc
      limit ?
      """
          .formatted(MemoryRows.COLUMNS);

  private SelectTurns() {}

  static List<ColdReader.Row> on(
      Connection connection, Subject subject, String conversation, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      statement.setString(3, conversation);
      statement.setInt(4, limit);
      try (ResultSet rows = statement.executeQuery()) {
        return MemoryResult.all(rows);
      }
    }
  }
}
