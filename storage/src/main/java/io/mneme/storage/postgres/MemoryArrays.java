package io.mneme.storage.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mneme.schemas.Json;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whole memories as the array parameters of a statement, a column each. */
final class MemoryArrays {
  /** How many parameters {@link #UNNEST} has. */
  static final int PARAMETERS = 30;

  /** The relation {@code t} that {@link #bind} fills, with the types of the table's columns. */
  static final String UNNEST =
      """
      select tenant, user_id, memory_id, tier, kind, status, version, revision, expected_version,
        text, caption, speaker, role, conversation, turn,
        metadata::json, entities::json, dates::json,
        occurred_at::timestamptz, created_at::timestamptz, updated_at::timestamptz,
        event_id, ordinal, log_partition, log_offset, model, content_hash, embedding, tokens,
        absorbed_by
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        as given (tenant, user_id, memory_id, tier, kind, status, version, revision,
          expected_version, text, caption, speaker, role, conversation, turn,
          metadata, entities, dates, occurred_at, created_at, updated_at,
          event_id, ordinal, log_partition, log_offset, model, content_hash, embedding, tokens,
          absorbed_by)
      """;

  private final Connection connection;
  private final PreparedStatement statement;
  private final List<RevisedRow> rows;
  private int parameter;

  private MemoryArrays(Connection connection, PreparedStatement statement, List<RevisedRow> rows) {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
  }

  /** Binds the parameters of {@link #UNNEST}, which must be the statement's first. */
  static void bind(Connection connection, PreparedStatement statement, List<RevisedRow> rows)
      throws SQLException {
    new MemoryArrays(connection, statement, rows).bind();
  }

  private void bind() throws SQLException {
    texts(Memory::tenant);
    texts(Memory::user);
    next(ColumnArrays.uuids(connection, rows, r -> r.memory().memoryId()));
    texts(m -> Words.of(m.tier()));
    texts(m -> Words.of(m.kind()));
    texts(m -> Words.of(m.status()));
    next(ColumnArrays.longs(connection, rows, r -> r.memory().version()));
    next(ColumnArrays.longs(connection, rows, RevisedRow::revision));
    next(ColumnArrays.longs(connection, rows, RevisedRow::expectedVersion));
    texts(m -> m.content().text());
    texts(m -> m.content().caption());
    texts(m -> m.content().speaker());
    texts(m -> m.content().role() == null ? null : Words.of(m.content().role()));
    texts(m -> m.content().conversation());
    next(ColumnArrays.integersOrNull(connection, rows, r -> r.memory().content().turn()));
    texts(m -> json(m.content().metadata()));
    texts(m -> json(m.content().entities()));
    texts(m -> json(m.content().dates()));
    texts(m -> m.times().occurredAt().toString());
    texts(m -> m.times().createdAt().toString());
    texts(m -> m.times().updatedAt().toString());
    next(ColumnArrays.uuids(connection, rows, r -> r.memory().source().eventId()));
    next(ColumnArrays.integers(connection, rows, r -> r.memory().source().ordinal()));
    next(ColumnArrays.integers(connection, rows, r -> r.memory().source().partition()));
    next(ColumnArrays.longs(connection, rows, r -> r.memory().source().offset()));
    texts(m -> m.embedding() == null ? null : m.embedding().model());
    texts(m -> m.embedding() == null ? null : m.embedding().contentHash());
    vectors();
    next(ColumnArrays.bytes(connection, rows, r -> tokens(r.memory())));
    next(ColumnArrays.uuids(connection, rows, r -> r.memory().absorbedBy()));
  }

  private static byte @Nullable [] tokens(Memory memory) {
    return memory.embedding() == null ? null : memory.embedding().tokens();
  }

  private void texts(Function<Memory, @Nullable String> column) throws SQLException {
    next(ColumnArrays.texts(connection, rows, row -> column.apply(row.memory())));
  }

  private void vectors() throws SQLException {
    List<byte @Nullable []> vectors = new ArrayList<>(rows.size());
    for (RevisedRow row : rows) {
      Embedding embedding = row.memory().embedding();
      vectors.add(embedding == null ? null : embedding.vector());
    }
    statement.setObject(++parameter, HalfVectors.of(connection, vectors));
  }

  private void next(java.sql.Array array) throws SQLException {
    statement.setArray(++parameter, array);
  }

  /** Null for nothing: most memories have no metadata, and null costs no byte. */
  static @Nullable String json(Object value) {
    boolean nothing =
        switch (value) {
          case Map<?, ?> map -> map.isEmpty();
          case Collection<?> list -> list.isEmpty();
          default -> false;
        };
    return nothing ? null : write(value);
  }

  static String write(Object value) {
    try {
      return Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON form", e);
    }
  }
}
