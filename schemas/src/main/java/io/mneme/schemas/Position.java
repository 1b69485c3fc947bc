package io.mneme.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where an event stands in {@code mneme.events}: the token of promise 6. Clients send it back
 * unread; its form is {@code partition:offset}.
 *
 * @param partition of the events topic, from 0
 * @param offset of the event itself
 */
public record Position(int partition, long offset) {

  public Position {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException("a position is not negative");
    }
  }

  /** Parses {@code partition:offset}; throws {@link IllegalArgumentException} on anything else. */
  @JsonCreator
  public static Position parse(String token) {
    int colon = token.indexOf(':');
    try {
      return new Position(
          Integer.parseInt(token.substring(0, Math.max(colon, 0))),
          Long.parseLong(token.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "a position looks like 3:1042, not \"" + token + "\"; send it as it was received", e);
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return partition + ":" + offset;
  }
}
