package io.mneme.schemas.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/**
 * What a session must hold for a write of it to take effect. In JSON one string: {@code absent},
 * {@code present}, or the id of the event that wrote the state the writer has read.
 */
public sealed interface Precondition {
  String ABSENT = "absent";
  String PRESENT = "present";

  /** There must be no state. */
  record Absent() implements Precondition {}

  /** There must be a state, whichever. */
  record Present() implements Precondition {}

  /** There must be the state this event wrote. */
  record WrittenBy(UUID eventId) implements Precondition {}

  /**
   * Reads the form it has in JSON.
   *
   * @throws IllegalArgumentException when it is none of the three
   */
  @JsonCreator
  static Precondition of(String text) {
    return switch (text) {
      case ABSENT -> new Absent();
      case PRESENT -> new Present();
      default -> {
        UUID eventId = UUID.fromString(text);
        if (!eventId.toString().equals(text)) {
          throw new IllegalArgumentException("intent.expects is no event id: " + text);
        }
        yield new WrittenBy(eventId);
      }
    };
  }

  /** The form it has in JSON. */
  @JsonValue
  default String text() {
    return switch (this) {
      case Absent() -> ABSENT;
      case Present() -> PRESENT;
      case WrittenBy(UUID eventId) -> eventId.toString();
    };
  }

  /**
   * Whether a write may take effect.
   *
   * @param writtenBy the event that wrote the state that is there; empty where there is none
   */
  default boolean isMetBy(Optional<UUID> writtenBy) {
    return switch (this) {
      case Absent() -> writtenBy.isEmpty();
      case Present() -> writtenBy.isPresent();
      case WrittenBy(UUID eventId) -> writtenBy.equals(Optional.of(eventId));
    };
  }
}
