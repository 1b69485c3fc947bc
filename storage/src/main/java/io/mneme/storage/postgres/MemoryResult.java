package io.mneme.storage.postgres;

import com.fasterxml.jackson.core.type.TypeReference;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.cold.ColdLine;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.Signature;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a statement returned that selects {@link MemoryRows#COLUMNS}. Where a column stands is
 * looked up once and not in every row; and the names that many rows repeat are one string in all of
 * them.
 */
final class MemoryResult {
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<LocalDate>> DAYS = new TypeReference<>() {};

  // most rows have nothing there
  private static final String EMPTY_LIST = "[]";

  private static final Map<String, MemoryKind> KINDS = Words.constants(MemoryKind.values());
  private static final Map<String, MemoryStatus> STATUSES = Words.constants(MemoryStatus.values());
  private static final Map<String, Tier> TIERS = Words.constants(Tier.values());
  private static final Map<String, Role> ROLES = Words.constants(Role.values());

  /** By their names, of {@link MemoryRows#COLUMNS}. */
  private enum Column {
    TENANT,
    USER_ID,
    MEMORY_ID,
    TIER,
    KIND,
    STATUS,
    VERSION,
    TEXT,
    CAPTION,
    SPEAKER,
    ROLE,
    CONVERSATION,
    TURN,
    METADATA,
    ENTITIES,
    DATES,
    OCCURRED_AT,
    CREATED_AT,
    UPDATED_AT,
    EVENT_ID,
    ORDINAL,
    LOG_PARTITION,
    LOG_OFFSET,
    MODEL,
    CONTENT_HASH,
    EMBEDDING,
    TOKENS,
    OBJECT_KEY,
    OBJECT_ROW,
    SIGNATURE,
    ABSORBED_BY
  }

  private final ResultSet rows;
  private final Map<Column, Integer> places = new EnumMap<>(Column.class);
  private final Map<String, String> names = new HashMap<>();

  MemoryResult(ResultSet rows) throws SQLException {
    this.rows = rows;
    for (Column column : Column.values()) {
      places.put(column, rows.findColumn(Words.of(column)));
    }
  }

  /** All rows. */
  static List<ColdReader.Row> all(ResultSet rows) throws SQLException {
    MemoryResult result = new MemoryResult(rows);
    List<ColdReader.Row> all = new ArrayList<>();
    while (rows.next()) {
      all.add(result.row());
    }
    return all;
  }

  /** The row the result stands at. */
  ColdReader.Row row() throws SQLException {
    Memory memory =
        new Memory(
            uuid(Column.MEMORY_ID),
            present(name(Column.TENANT), Column.TENANT),
            present(name(Column.USER_ID), Column.USER_ID),
            present(word(KINDS, Column.KIND), Column.KIND),
            present(word(STATUSES, Column.STATUS), Column.STATUS),
            present(word(TIERS, Column.TIER), Column.TIER),
            rows.getLong(place(Column.VERSION)),
            content(),
            new Memory.Times(
                instant(Column.OCCURRED_AT),
                instant(Column.CREATED_AT),
                instant(Column.UPDATED_AT)),
            new Memory.Source(
                uuid(Column.EVENT_ID),
                rows.getInt(place(Column.ORDINAL)),
                rows.getInt(place(Column.LOG_PARTITION)),
                rows.getLong(place(Column.LOG_OFFSET))),
            embedding(),
            rows.getObject(place(Column.ABSORBED_BY), UUID.class));
    String objectKey = text(Column.OBJECT_KEY);
    if (objectKey == null) {
      return ColdReader.Row.whole(memory);
    }
    ColdLine line = new ColdLine(objectKey, rows.getInt(place(Column.OBJECT_ROW)));
    return new ColdReader.Row(memory, Optional.of(line), signature());
  }

  private Memory.Content content() throws SQLException {
    String stored = text(Column.TEXT);
    return new Memory.Content(
        stored == null ? "" : stored,
        text(Column.CAPTION),
        name(Column.SPEAKER),
        word(ROLES, Column.ROLE),
        name(Column.CONVERSATION),
        rows.getObject(place(Column.TURN), Integer.class),
        MemoryRows.object(text(Column.METADATA)),
        list(TEXTS, text(Column.ENTITIES)),
        list(DAYS, text(Column.DATES)));
  }

  private @Nullable Embedding embedding() throws SQLException {
    byte[] sent = rows.getBytes(place(Column.EMBEDDING));
    if (sent == null) {
      return null;
    }
    return new Embedding(
        present(name(Column.MODEL), Column.MODEL),
        present(text(Column.CONTENT_HASH), Column.CONTENT_HASH),
        HalfVectors.toLittleEndian(sent),
        rows.getBytes(place(Column.TOKENS)));
  }

  /** From the bytes of {@code bit_send}: their number as a 32-bit integer, and the bits. */
  private Optional<Signature> signature() throws SQLException {
    byte[] sent = rows.getBytes(place(Column.SIGNATURE));
    if (sent == null) {
      return Optional.empty();
    }
    byte[] bits = Arrays.copyOfRange(sent, Integer.BYTES, sent.length);
    return Optional.of(new Signature(present(name(Column.MODEL), Column.MODEL), bits));
  }

  private int place(Column column) {
    return Objects.requireNonNull(places.get(column));
  }

  private @Nullable String text(Column column) throws SQLException {
    return rows.getString(place(column));
  }

  /** What the rows before may have said too. */
  private @Nullable String name(Column column) throws SQLException {
    String name = text(column);
    if (name == null) {
      return null;
    }
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }

  private <E> @Nullable E word(Map<String, E> words, Column column) throws SQLException {
    String word = text(column);
    return word == null ? null : present(words.get(word), column);
  }

  private UUID uuid(Column column) throws SQLException {
    return present(rows.getObject(place(column), UUID.class), column);
  }

  private Instant instant(Column column) throws SQLException {
    return present(rows.getObject(place(column), OffsetDateTime.class), column).toInstant();
  }

  private static <T> List<T> list(TypeReference<List<T>> type, @Nullable String json) {
    return json == null || json.equals(EMPTY_LIST) ? List.of() : MemoryRows.parse(type, json);
  }

  private static <T> T present(@Nullable T value, Column column) {
    if (value == null) {
      throw new IllegalStateException(
          "column " + Words.of(column) + " of memory is null, or no word of ours");
    }
    return value;
  }
}
