package io.mneme.gateway.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.Problem.FieldError;
import io.mneme.schemas.Json;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Precondition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object as a client sent them. Each is asked for by name and type; what is wrong
 * with any of them is collected, so that a client sees all of it at once. A field nobody asked for
 * is unknown.
 */
final class EventFields {
  private static final int ERRORS_MAX = 20;

  private final ObjectNode object;
  private final Set<String> asked = new HashSet<>();
  private final List<FieldError> errors = new ArrayList<>();

  EventFields(ObjectNode object) {
    this.object = object;
  }

  /** Text of 1 to so many characters, not only blanks. */
  Optional<String> text(String name, int charsMax) {
    return string(name)
        .filter(text -> complain(name, text.isBlank(), "must not be empty or blank"))
        .filter(text -> complainLong(name, text, charsMax));
  }

  /** A name: text without control characters. */
  Optional<String> name(String name, int charsMax) {
    return text(name, charsMax)
        .filter(
            text -> complain(name, Subject.hasControl(text), "must not hold control characters"));
  }

  /** One of these words. */
  <T> Optional<T> word(String name, Map<String, T> words) {
    return string(name)
        .flatMap(word -> {
          Optional<T> known = Optional.ofNullable(words.get(word));
          if (known.isEmpty()) {
            error(name, "must be one of " + String.join(", ", new TreeSet<>(words.keySet())));
          }
          return known;
        });
  }

  Optional<UUID> uuid(String name) {
    return string(name)
        .flatMap(text -> {
          try {
            UUID id = UUID.fromString(text);
            return Optional.of(id)
                .filter(parsed ->
                    complain(name, !parsed.toString().equalsIgnoreCase(text), "must be a UUID"));
          } catch (IllegalArgumentException e) {
            error(name, "must be a UUID");
            return Optional.empty();
          }
        });
  }

  /** What a session must hold. */
  Optional<Precondition> precondition(String name) {
    return string(name)
        .flatMap(text -> {
          try {
            return Optional.of(Precondition.of(text));
          } catch (IllegalArgumentException e) {
            error(name, "must be absent, present or an event_id");
            return Optional.empty();
          }
        });
  }

  /** A time with its offset from UTC. */
  Optional<Instant> time(String name) {
    return string(name)
        .flatMap(text -> {
          try {
            return Optional.of(IsoTime.parse(text));
          } catch (DateTimeException e) {
            error(name, "must be a time with its offset, such as 2025-01-31T12:00:00Z");
            return Optional.empty();
          }
        });
  }

  /** Any JSON object of at most so many bytes. */
  Optional<Map<String, Object>> object(String name, int bytesMax) {
    JsonNode node = ask(name);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isObject()) {
      error(name, "must be a JSON object");
      return Optional.empty();
    }
    boolean fits =
        complain(
            name,
            Json.write(node).length > bytesMax,
            "must be at most " + bytesMax + " bytes of JSON");
    return fits ? Optional.of(JsonValues.toMap(node)) : Optional.empty();
  }

  /** Says that a field is needed, unless it is there or already at fault. */
  <T> Optional<T> required(String name, Optional<T> value) {
    if (value.isEmpty() && !isPresent(name)) {
      error(name, "is required");
    }
    return value;
  }

  /** Complains about what is not a value of the log: NUL, half a character, an infinite number. */
  void checkValues() {
    JsonValues.firstUnkeepable(object)
        .ifPresent(found -> errors.add(error(found.pointer(), found.field(), found.detail())));
  }

  /** Complains about every field that was not asked for. */
  void checkUnknown(String where) {
    object
        .fieldNames()
        .forEachRemaining(name -> {
          if (!asked.contains(name)) {
            error(name, "is not a field of " + where);
          }
        });
  }

  void error(String name, String complaint) {
    errors.add(error("/" + JsonValues.escape(name), name, complaint));
  }

  /** The problem with these fields, if there is one. */
  Optional<Problem> problem() {
    if (errors.isEmpty()) {
      return Optional.empty();
    }
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    Problem problem = Problem.of(400, "invalid-event", errors.getFirst().detail() + more + ".");
    for (FieldError error : errors.subList(0, Math.min(ERRORS_MAX, errors.size()))) {
      problem = problem.with(error);
    }
    return Optional.of(problem);
  }

  private static FieldError error(String pointer, String field, String complaint) {
    return new FieldError(pointer, field, "\"" + field + "\" " + complaint);
  }

  private Optional<String> string(String name) {
    JsonNode node = ask(name);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      error(name, "must be a string");
      return Optional.empty();
    }
    return Optional.of(node.textValue());
  }

  /** Null counts as absent, as clients mean it. */
  private @Nullable JsonNode ask(String name) {
    asked.add(name);
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  /** Null counts as absent here too. */
  boolean isPresent(String name) {
    return object.hasNonNull(name);
  }

  private boolean complainLong(String name, String text, int charsMax) {
    return complain(name, text.length() > charsMax, "must be at most " + charsMax + " characters");
  }

  /** Returns whether all is well. */
  private boolean complain(String name, boolean wrong, String complaint) {
    if (wrong) {
      error(name, complaint);
    }
    return !wrong;
  }
}
