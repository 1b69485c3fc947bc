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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a subject's memories, newest first. Uses memory_newest. */
final class SelectMemoryPage {
  private static final String SQL =
      """
      select %s
      from memory m
      where m.tenant = ?
        and m.user_id = ?
        and (?::text is null or m.tier = ?)
        and (?::text is null or m.conversation = ?)
        and (?::timestamptz is null or m.created_at >= ?)
        and (?::timestamptz is null or m.created_at < ?)
        and (?::timestamptz is null or (m.created_at, m.memory_id) < (?, ?))
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
    List<ColdReader.Row> page = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      Tier tier = filter.tier();
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      for (int twice = 0; twice < 2; twice++) {
        statement.setString(3 + twice, tier == null ? null : Words.of(tier));
        statement.setString(5 + twice, filter.conversation());
        setTime(statement, 7 + twice, filter.from());
        setTime(statement, 9 + twice, filter.to());
        setTime(statement, 11 + twice, after == null ? null : after.createdAt());
      }
      statement.setObject(13, after == null ? null : after.memoryId(), Types.OTHER);
      statement.setInt(14, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          page.add(MemoryRows.read(rows));
        }
      }
    }
    return page;
  }

  private static void setTime(PreparedStatement statement, int at, @Nullable Instant time)
      throws SQLException {
    OffsetDateTime value = time == null ? null : time.atOffset(ZoneOffset.UTC);
    statement.setObject(at, value, Types.TIMESTAMP_WITH_TIMEZONE);
  }
}
