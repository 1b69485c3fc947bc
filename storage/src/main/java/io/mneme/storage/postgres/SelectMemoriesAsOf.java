package io.mneme.storage.postgres;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The version each memory had at a time, of those that were there and have another now: the first
 * in the log's order that was not yet superseded. Uses memory_version_known, then memory_hot_id,
 * memory_warm_id, memory_cold_id.
 */
final class SelectMemoriesAsOf {
  private static final String SQL =
      """
      select v.tenant, v.user_id, v.memory_id, m.tier, v.kind,
        coalesce(m.status, case when m.absorbed_by is null then 'active' else 'archived' end)
          as status,
        m.version, m.revision,
        v.text, v.caption, v.speaker, v.role, v.conversation, v.turn,
        v.metadata, v.entities, v.dates, v.occurred_at, v.created_at,
        coalesce(m.updated_at, m.created_at) as updated_at,
        v.event_id, v.ordinal, v.log_partition, v.log_offset,
        v.model, v.content_hash, halfvec_send(v.embedding) as embedding, v.tokens,
        null::text as object_key, null::integer as object_row, null::bytea as signature,
        m.absorbed_by
      from (
        select distinct on (memory_id) *
        from memory_version
        where tenant = ?
          and user_id = ?
          and known_until > ?
          and created_at <= ?
        order by memory_id, changed_offset
        limit ?) as v
      join memory m
        on m.tenant = v.tenant
        and m.user_id = v.user_id
        and m.memory_id = v.memory_id
      """;

  private SelectMemoriesAsOf() {}

  static List<Memory> on(Connection connection, Subject subject, Instant at, int limit)
      throws SQLException {
    OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, subject.tenant());
      statement.setString(2, subject.user());
      statement.setObject(3, time);
      statement.setObject(4, time);
      statement.setInt(5, limit);
      try (ResultSet rows = statement.executeQuery()) {
        return MemoryResult.all(rows).stream().map(ColdReader.Row::memory).toList();
      }
    }
  }
}
