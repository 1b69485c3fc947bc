package io.mneme.storage.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mneme.schemas.Json;
import io.mneme.schemas.Position;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.UnstorableRecord;
import io.mneme.storage.write.Batch.SessionState;
import io.mneme.storage.write.Batch.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store can keep. Asked before the store is, because a statement over many rows could only
 * say that one of them is wrong; this says of which event.
 */
public final class Storable {
  /** An index row holds at most 2,704 bytes; tenant, user and name of four bytes a letter fit. */
  public static final int NAME_LENGTH_MAX = 256;

  /** Length of the vectors the schema keeps: that of the default model. */
  public static final int DIMENSIONS = 384;

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final int HALF_EXPONENT_BITS = 0x7c;

  private Storable() {}

  /**
   * Checks a memory to be remembered or revised.
   *
   * @throws UnstorableRecord when it holds what cannot be kept
   */
  public static void check(Position position, Memory memory) {
    if (memory.tier() == Tier.COLD) {
      throw new IllegalArgumentException(
          "memory " + memory.memoryId() + " is written cold; only the mover makes a memory cold");
    }
    Memory.Content content = memory.content();
    text(position, "text", content.text());
    text(position, "caption", content.caption());
    text(position, "speaker", content.speaker());
    name(position, "conversation", content.conversation());
    json(position, "metadata", content.metadata());
    json(position, "entities", content.entities());
    time(position, "occurred_at", memory.times().occurredAt());
    time(position, "created_at", memory.times().createdAt());
    time(position, "updated_at", memory.times().updatedAt());
    if (memory.embedding() != null) {
      vector(position, memory.embedding());
    }
  }

  /**
   * Checks a session's state.
   *
   * @throws UnstorableRecord when it holds what cannot be kept
   */
  public static void check(SessionState session) {
    name(session.position(), "session", session.session());
    json(session.position(), "state", session.state());
    time(session.position(), "touched_at", session.touchedAt());
  }

  /**
   * Checks what is kept of a conditional write.
   *
   * @throws UnstorableRecord when it holds what cannot be kept
   */
  public static void check(Verdict verdict) {
    name(verdict.position(), "session", verdict.session());
    time(verdict.position(), "accepted_at", verdict.acceptedAt());
  }

  private static void vector(Position position, Embedding embedding) {
    byte[] halves = embedding.vector();
    if (halves.length != DIMENSIONS * Short.BYTES) {
      throw refuse(
          position,
          "its vector has %d dimensions, the schema keeps %d"
              .formatted(halves.length / Short.BYTES, DIMENSIONS));
    }
    for (int high = 1; high < halves.length; high += Short.BYTES) {
      if ((halves[high] & HALF_EXPONENT_BITS) == HALF_EXPONENT_BITS) {
        throw refuse(position, "its vector holds a number that is not finite");
      }
    }
    text(position, "model", embedding.model());
  }

  private static void name(Position position, String field, @Nullable String value) {
    if (value != null && value.length() > NAME_LENGTH_MAX) {
      throw refuse(position, field + " is longer than " + NAME_LENGTH_MAX + " characters");
    }
    text(position, field, value);
  }

  private static void text(Position position, String field, @Nullable String value) {
    if (value == null) {
      return;
    }
    for (int at = 0; at < value.length(); at++) {
      char letter = value.charAt(at);
      if (letter == 0) {
        throw refuse(position, field + " contains U+0000");
      }
      if (Character.isSurrogate(letter)) {
        if (!Character.isHighSurrogate(letter)
            || at + 1 == value.length()
            || !Character.isLowSurrogate(value.charAt(at + 1))) {
          throw refuse(position, field + " contains half a surrogate pair");
        }
        at++;
      }
    }
  }

  /** U+0000 is escaped in JSON and does no harm; half a surrogate pair stands there as it is. */
  private static void json(Position position, String field, Object value) {
    String json;
    try {
      json = Json.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UnstorableRecord(position, field + " has no JSON form", e);
    }
    text(position, field, json);
  }

  private static void time(Position position, String field, Instant value) {
    if (value.isBefore(EARLIEST) || value.isAfter(LATEST)) {
      throw refuse(position, field + " is not in the years 1 to 9999");
    }
  }

  private static UnstorableRecord refuse(Position position, String why) {
    return new UnstorableRecord(position, "event " + position + " cannot be stored: " + why, null);
  }
}
