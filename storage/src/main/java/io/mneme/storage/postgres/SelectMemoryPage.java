package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.read.ReadStore.ListCursor;
import io.mneme.storage.read.ReadStore.ListFilter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a subject's memories, newest first. Uses memory_hot_newest, memory_warm_newest; of the
 * stubs it sorts the subject's, by memory_cold_subject.
 */
final class SelectMemoryPage {
  private static final String SQL =
      """
      select %s
      from memory m
      where m.tenant = ?
        and m.user_id = ?
        and m.created_at >= coalesce(?, '-infinity'::timestamptz)
        and m.created_at < coalesce(?, 'infinity'::timestamptz)
        and (m.created_at, m.memory_id) < (
          coalesce(?, 'infinity'::timestamptz),
          coalesce(?, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
        and (?::text is null or m.tier = ?)
        and (?::text is null or m.conversation = ?)
      order by m.created_at desc, m.memory_id desc
      limit ?
      """
          .formatted(MemoryRows.COLUMNS);

  private SelectMemoryPage() {}

  static List<ColdReader.Row> on(
      Connection connection,
      Subject subject,
      ListFilter filter,
      @Nullable ListCursor after,
      int limit)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      Tier tier = filter.tier();
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      setTime(statement, 3, filter.from());
      setTime(statement, 4, filter.to());
      setTime(statement, 5, after == null ? null : after.createdAt());
      statement.setObject(6, after == null ? null : after.memoryId(), Types.OTHER);
      for (int twice = 0; twice < 2; twice++) {
        statement.setString(7 + twice, tier == null ? null : Words.of(tier));
        statement.setString(9 + twice, filter.conversation());
      }
      statement.setInt(11, limit);
      try (ResultSet rows = statement.executeQuery()) {
        return MemoryResult.all(rows);
      }
    }
  }

  private static void setTime(PreparedStatement statement, int at, @Nullable Instant time)
      throws SQLException {
    OffsetDateTime value = time == null ? null : time.atOffset(ZoneOffset.UTC);
    statement.setObject(at, value, Types.TIMESTAMP_WITH_TIMEZONE);
  }
}
