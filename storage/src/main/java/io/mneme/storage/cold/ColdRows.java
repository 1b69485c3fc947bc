package io.mneme.storage.cold;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.uuidType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.mneme.schemas.Json;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a cold object and how a memory stands in them. Ids, times and lists have the types
 * an analyst's tools know; a vector is its half floats, little endian, as stored everywhere.
 */
final class ColdRows {
  private static final int UUID_BYTES = 16;
  private static final String LIST = "list";
  private static final String ELEMENT = "element";
  private static final TypeReference<Map<String, Object>> ANY_OBJECT = new TypeReference<>() {};

  static final MessageType SCHEMA =
      Types.buildMessage()
          .required(BINARY)
          .as(stringType())
          .named("tenant")
          .required(BINARY)
          .as(stringType())
          .named("user_id")
          .required(FIXED_LEN_BYTE_ARRAY)
          .length(UUID_BYTES)
          .as(uuidType())
          .named("memory_id")
          .required(BINARY)
          .as(stringType())
          .named("kind")
          .required(BINARY)
          .as(stringType())
          .named("status")
          .required(BINARY)
          .as(stringType())
          .named("tier")
          .required(INT64)
          .named("version")
          .required(BINARY)
          .as(stringType())
          .named("text")
          .optional(BINARY)
          .as(stringType())
          .named("caption")
          .optional(BINARY)
          .as(stringType())
          .named("speaker")
          .optional(BINARY)
          .as(stringType())
          .named("role")
          .optional(BINARY)
          .as(stringType())
          .named("conversation")
          .optional(INT32)
          .named("turn")
          .optional(BINARY)
          .as(jsonType())
          .named("metadata")
          .requiredList()
          .requiredElement(BINARY)
          .as(stringType())
          .named("entities")
          .requiredList()
          .requiredElement(INT32)
          .as(dateType())
          .named("dates")
          .required(INT64)
          .as(timestampType(true, TimeUnit.MICROS))
          .named("occurred_at")
          .required(INT64)
          .as(timestampType(true, TimeUnit.MICROS))
          .named("created_at")
          .required(INT64)
          .as(timestampType(true, TimeUnit.MICROS))
          .named("updated_at")
          .required(FIXED_LEN_BYTE_ARRAY)
          .length(UUID_BYTES)
          .as(uuidType())
          .named("event_id")
          .required(INT32)
          .named("ordinal")
          .required(INT32)
          .named("log_partition")
          .required(INT64)
          .named("log_offset")
          .optional(BINARY)
          .as(stringType())
          .named("model")
          .optional(BINARY)
          .as(stringType())
          .named("content_hash")
          .optional(BINARY)
          .named("vector")
          .optional(BINARY)
          .named("tokens")
          .optional(FIXED_LEN_BYTE_ARRAY)
          .length(UUID_BYTES)
          .as(uuidType())
          .named("absorbed_by")
          .named("memory");

  private ColdRows() {}

  static Group of(Memory memory) {
    Group row = new SimpleGroup(SCHEMA);
    row.append("tenant", memory.tenant());
    row.append("user_id", memory.user());
    row.append("memory_id", binary(memory.memoryId()));
    row.append("kind", word(memory.kind()));
    row.append("status", word(memory.status()));
    row.append("tier", word(memory.tier()));
    row.append("version", memory.version());
    content(row, memory.content());
    row.append("occurred_at", micros(memory.times().occurredAt()));
    row.append("created_at", micros(memory.times().createdAt()));
    row.append("updated_at", micros(memory.times().updatedAt()));
    row.append("event_id", binary(memory.source().eventId()));
    row.append("ordinal", memory.source().ordinal());
    row.append("log_partition", memory.source().partition());
    row.append("log_offset", memory.source().offset());
    Embedding embedding = memory.embedding();
    if (embedding != null) {
      row.append("model", embedding.model());
      row.append("content_hash", embedding.contentHash());
      row.append("vector", Binary.fromConstantByteArray(embedding.vector()));
      byte[] tokens = embedding.tokens();
      if (tokens != null) {
        row.append("tokens", Binary.fromConstantByteArray(tokens));
      }
    }
    UUID absorbedBy = memory.absorbedBy();
    if (absorbedBy != null) {
      row.append("absorbed_by", binary(absorbedBy));
    }
    return row;
  }

  private static void content(Group row, Memory.Content content) {
    row.append("text", content.text());
    text(row, "caption", content.caption());
    text(row, "speaker", content.speaker());
    text(row, "role", content.role() == null ? null : word(content.role()));
    text(row, "conversation", content.conversation());
    Integer turn = content.turn();
    if (turn != null) {
      row.append("turn", turn);
    }
    if (!content.metadata().isEmpty()) {
      row.append("metadata", json(content.metadata()));
    }
    Group entities = row.addGroup("entities");
    content.entities().forEach(name -> entities.addGroup(LIST).append(ELEMENT, name));
    Group dates = row.addGroup("dates");
    content
        .dates()
        .forEach(day -> dates.addGroup(LIST).append(ELEMENT, Math.toIntExact(day.toEpochDay())));
  }

  static Memory memory(Group row) throws IOException {
    return new Memory(
        uuid(row, "memory_id"),
        row.getString("tenant", 0),
        row.getString("user_id", 0),
        MemoryKind.valueOf(constant(row, "kind")),
        MemoryStatus.valueOf(constant(row, "status")),
        Tier.valueOf(constant(row, "tier")),
        row.getLong("version", 0),
        content(row),
        new Memory.Times(
            instant(row, "occurred_at"), instant(row, "created_at"), instant(row, "updated_at")),
        new Memory.Source(
            uuid(row, "event_id"),
            row.getInteger("ordinal", 0),
            row.getInteger("log_partition", 0),
            row.getLong("log_offset", 0)),
        embedding(row),
        has(row, "absorbed_by") ? uuid(row, "absorbed_by") : null);
  }

  private static Memory.Content content(Group row) throws IOException {
    String metadata = text(row, "metadata");
    return new Memory.Content(
        row.getString("text", 0),
        text(row, "caption"),
        text(row, "speaker"),
        has(row, "role") ? Role.valueOf(constant(row, "role")) : null,
        text(row, "conversation"),
        has(row, "turn") ? row.getInteger("turn", 0) : null,
        metadata == null ? Map.of() : Json.mapper().readValue(metadata, ANY_OBJECT),
        list(row.getGroup("entities", 0), element -> element.getString(ELEMENT, 0)),
        list(
            row.getGroup("dates", 0),
            element -> LocalDate.ofEpochDay(element.getInteger(ELEMENT, 0))));
  }

  private static @Nullable Embedding embedding(Group row) {
    if (!has(row, "vector")) {
      return null;
    }
    return new Embedding(
        row.getString("model", 0),
        row.getString("content_hash", 0),
        row.getBinary("vector", 0).getBytes(),
        bytes(row, "tokens"));
  }

  private static <T> List<T> list(Group column, Function<Group, T> element) {
    List<T> elements = new ArrayList<>();
    for (int i = 0; i < column.getFieldRepetitionCount(LIST); i++) {
      elements.add(element.apply(column.getGroup(LIST, i)));
    }
    return elements;
  }

  private static void text(Group row, String column, @Nullable String value) {
    if (value != null) {
      row.append(column, value);
    }
  }

  private static @Nullable String text(Group row, String column) {
    return has(row, column) ? row.getString(column, 0) : null;
  }

  /** None is as good as empty: an embedding makes no difference. */
  private static byte[] bytes(Group row, String column) {
    return has(row, column) ? row.getBinary(column, 0).getBytes() : new byte[0];
  }

  private static boolean has(Group row, String column) {
    return row.getFieldRepetitionCount(column) > 0;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String constant(Group row, String column) {
    return row.getString(column, 0).toUpperCase(Locale.ROOT);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(Group row, String column) {
    return Instant.EPOCH.plus(row.getLong(column, 0), ChronoUnit.MICROS);
  }

  private static Binary binary(UUID id) {
    ByteBuffer bytes = ByteBuffer.allocate(UUID_BYTES);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return Binary.fromConstantByteArray(bytes.array());
  }

  private static UUID uuid(Group row, String column) {
    ByteBuffer bytes = row.getBinary(column, 0).toByteBuffer();
    return new UUID(bytes.getLong(bytes.position()), bytes.getLong(bytes.position() + Long.BYTES));
  }

  private static String json(Map<String, Object> metadata) {
    try {
      return Json.mapper().writeValueAsString(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("metadata without a JSON form", e);
    }
  }
}
