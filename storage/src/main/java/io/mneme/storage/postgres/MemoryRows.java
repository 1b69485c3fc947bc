package io.mneme.storage.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.cold.ColdLine;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.Signature;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table {@code memory}. Every statement that returns memories selects these. */
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
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<LocalDate>> DAYS = new TypeReference<>() {};

  // most rows have nothing there, and a parser for each was a part of what a pack took to read
  private static final String EMPTY_OBJECT = "{}";
  private static final String EMPTY_LIST = "[]";

  private MemoryRows() {}

  static ColdReader.Row read(ResultSet row) throws SQLException {
    Memory memory =
        new Memory(
            uuid(row, "memory_id"),
            text(row, "tenant"),
            text(row, "user_id"),
            MemoryKind.valueOf(Words.constant(text(row, "kind"))),
            MemoryStatus.valueOf(Words.constant(text(row, "status"))),
            Tier.valueOf(Words.constant(text(row, "tier"))),
            row.getLong("version"),
            content(row),
            new Memory.Times(
                instant(row, "occurred_at"),
                instant(row, "created_at"),
                instant(row, "updated_at")),
            new Memory.Source(
                uuid(row, "event_id"),
                row.getInt("ordinal"),
                row.getInt("log_partition"),
                row.getLong("log_offset")),
            embedding(row),
            row.getObject("absorbed_by", UUID.class));
    String objectKey = row.getString("object_key");
    if (objectKey == null) {
      return ColdReader.Row.whole(memory);
    }
    return new ColdReader.Row(
        memory, Optional.of(new ColdLine(objectKey, row.getInt("object_row"))), signature(row));
  }

  /** From the bytes of {@code bit_send}: their number as a 32-bit integer, and the bits. */
  private static Optional<Signature> signature(ResultSet row) throws SQLException {
    byte[] sent = row.getBytes("signature");
    if (sent == null) {
      return Optional.empty();
    }
    byte[] bits = Arrays.copyOfRange(sent, Integer.BYTES, sent.length);
    return Optional.of(new Signature(text(row, "model"), bits));
  }

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

  private static Memory.Content content(ResultSet row) throws SQLException {
    String stored = row.getString("text");
    String role = row.getString("role");
    String entities = row.getString("entities");
    String dates = row.getString("dates");
    return new Memory.Content(
        stored == null ? "" : stored,
        row.getString("caption"),
        row.getString("speaker"),
        role == null ? null : Role.valueOf(Words.constant(role)),
        row.getString("conversation"),
        row.getObject("turn", Integer.class),
        object(row.getString("metadata")),
        list(TEXTS, entities),
        list(DAYS, dates));
  }

  private static @Nullable Embedding embedding(ResultSet row) throws SQLException {
    byte[] sent = row.getBytes("embedding");
    if (sent == null) {
      return null;
    }
    return new Embedding(
        text(row, "model"),
        text(row, "content_hash"),
        HalfVectors.toLittleEndian(sent),
        row.getBytes("tokens"));
  }

  private static <T> List<T> list(TypeReference<List<T>> type, @Nullable String json) {
    return json == null || json.equals(EMPTY_LIST) ? List.of() : parse(type, json);
  }

  private static <T> T parse(TypeReference<T> type, String json) {
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
