package io.mneme.storage.rebuild;

import io.mneme.schemas.tier.Tier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Notes what was announced, later notes after earlier ones. A table without index or log. */
final class InsertAnnounced {
  static final String TABLE =
      """
      create unlogged table rebuilt.announced (
        seq bigserial,
        tenant text not null,
        user_id text not null,
        memory_id uuid not null,
        tier text not null,
        version bigint not null,
        updated_at timestamptz not null,
        content_hash text not null
      )
      """;

  private static final String SQL =
      """
      insert into rebuilt.announced
        (tenant, user_id, memory_id, tier, version, updated_at, content_hash)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private InsertAnnounced() {}

  static void on(Connection connection, List<AnnouncedState> states) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      for (AnnouncedState state : states) {
        statement.setString(1, state.subject().tenant());
        statement.setString(2, state.subject().user());
        statement.setObject(3, state.memoryId());
        statement.setString(4, word(state.tier()));
        statement.setLong(5, state.version());
        statement.setObject(
            6, state.updatedAt().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setString(7, state.contentHash());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}
