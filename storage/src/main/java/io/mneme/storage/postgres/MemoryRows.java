package io.mneme.storage.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the table {@code memory}, and values of rows that hold some of them. Every
 * statement that returns memories selects these, and is read by {@link MemoryResult}.
 */
final class MemoryRows {
  /**
   * What a statement selects, from {@code memory m}. A stub has not what stands in its object's
   * row: {@link ColdReader} takes it from there.
   */
  static final String COLUMNS =
      """
      m.tenant, m.user_id, m.memory_id, m.tier, coalesce(m.kind, 'episodic') as kind,
      coalesce(m.status, case when m.absorbed_by is null then 'active' else 'archived' end)
        as status,
      m.version, m.revision,
      m.text, m.caption, m.speaker, m.role, m.conversation, m.turn,
      m.metadata, m.entities, m.dates, m.occurred_at, m.created_at,
      coalesce(m.updated_at, m.created_at) as updated_at,
      coalesce(m.event_id, '00000000-0000-0000-0000-000000000000') as event_id, m.ordinal, m.log_partition, m.log_offset,
      coalesce(m.model, case when m.signature is not null then
        (select g.model from generation g) end) as model,
      m.content_hash, halfvec_send(m.embedding) as embedding, m.tokens,
      case when m.object_id is not null then
        coalesce(
          (select o.object_key from cold_object o where o.object_id = m.object_id),
          'cold/unknown/' || m.object_id) end as object_key,
      m.object_row, bit_send(m.signature) as signature, m.absorbed_by
      """;

  private static final TypeReference<Map<String, Object>> ANY_OBJECT = new TypeReference<>() {};

  // most rows have nothing there, and a parser for each was a part of what a pack took to read
  private static final String EMPTY_OBJECT = "{}";

  private MemoryRows() {}

  static String text(ResultSet row, String column) throws SQLException {
    return present(row.getString(column), column);
  }

  /** Of a row that names a memory. */
  static MemoryKey key(ResultSet row) throws SQLException {
    return new MemoryKey(
        new Subject(text(row, "tenant"), text(row, "user_id")), uuid(row, "memory_id"));
  }

  static UUID uuid(ResultSet row, String column) throws SQLException {
    return present(row.getObject(column, UUID.class), column);
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return present(row.getObject(column, OffsetDateTime.class), column).toInstant();
  }

  static Map<String, Object> object(@Nullable String json) {
    return json == null || json.equals(EMPTY_OBJECT) ? Map.of() : parse(ANY_OBJECT, json);
  }

  static <T> T parse(TypeReference<T> type, String json) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a json column holds what we did not write", e);
    }
  }

  private static <T> T present(@Nullable T value, String column) {
    if (value == null) {
      throw new IllegalStateException("column " + column + " of memory is null");
    }
    return value;
  }
}
