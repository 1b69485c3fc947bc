package io.mneme.reader.http;

import io.mneme.platform.http.Caller;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.MemoryScope;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a request says, and refuses what it cannot mean. */
final class Requests {
  /** A request cannot wait for more writes than this. */
  static final int POSITIONS_MAX = 64;

  /** The longest question. */
  static final int QUERY_CHARS_MAX = 8_000;

  private static final Set<MemoryScope> SCOPES_DEFAULT =
      Set.of(MemoryScope.PRIVATE, MemoryScope.SHARED);

  /** No store keeps it, and no event with it is let in. */
  private static final char NUL = '\0';

  private Requests() {}

  /** Whose memories are read: the caller's tenant, and the user the request names. */
  static Subject subject(Caller caller, @Nullable String user) {
    caller.require(Caller.RECALL);
    return owner(caller, user);
  }

  /** Whose memories are read: a user's, or what a wider scope has in place of a user's. */
  static Subject owner(Caller caller, @Nullable String user, @Nullable String scope) {
    caller.require(Caller.RECALL);
    MemoryScope named = scope == null ? MemoryScope.PRIVATE : scope(scope, "/scope");
    if (named == MemoryScope.PRIVATE) {
      return owner(caller, present(user, "/user", " unless \"scope\" is shared or global"));
    }
    if (user != null) {
      throw invalid("/user", "\"user\" has no place beside a \"scope\" of many users");
    }
    return named.subject(caller.tenant(), "");
  }

  /**
   * Whose memories are searched, the user's own first.
   *
   * @param scopes all that are asked for; the user's and what the tenant's users share when absent
   */
  static List<Subject> owners(
      Caller caller, @Nullable String user, @Nullable Set<MemoryScope> scopes) {
    caller.require(Caller.RECALL);
    Set<MemoryScope> asked = scopes == null ? SCOPES_DEFAULT : scopes;
    List<Subject> owners = new ArrayList<>();
    for (MemoryScope scope : MemoryScope.values()) {
      if (asked.contains(scope)) {
        owners.add(
            scope == MemoryScope.PRIVATE
                ? owner(caller, present(user, "/user", " while \"scopes\" has private"))
                : scope.subject(caller.tenant(), ""));
      }
    }
    if (owners.isEmpty()) {
      throw invalid("/scopes", "\"scopes\" must name at least one scope");
    }
    return List.copyOf(owners);
  }

  /** Scopes in a query, comma-separated; null when there are none. */
  static @Nullable Set<MemoryScope> scopes(@Nullable String names) {
    if (names == null) {
      return null;
    }
    Set<MemoryScope> scopes = EnumSet.noneOf(MemoryScope.class);
    for (String name : names.split(",", -1)) {
      scopes.add(scope(name.strip(), "/scopes"));
    }
    return scopes;
  }

  private static MemoryScope scope(String name, String pointer) {
    return switch (name) {
      case "private" -> MemoryScope.PRIVATE;
      case "shared" -> MemoryScope.SHARED;
      case "global" -> MemoryScope.GLOBAL;
      default ->
          throw invalid(
              pointer, "\"" + pointer.substring(1) + "\" must be private, shared or global");
    };
  }

  /** The same for what a writer may know too. */
  static Subject writtenSubject(Caller caller, @Nullable String user) {
    if (!caller.may(Caller.INGEST)) {
      caller.require(Caller.RECALL);
    }
    return owner(caller, user);
  }

  private static Subject owner(Caller caller, @Nullable String user) {
    String named = present(user, "/user");
    if (MemoryScope.isReserved(named)) {
      throw invalid(
          "/user", "\"user\" must not begin with \"" + MemoryScope.RESERVED_USER_PREFIX + "\"");
    }
    try {
      return new Subject(caller.tenant(), named);
    } catch (IllegalArgumentException e) {
      throw invalid("/user", String.valueOf(e.getMessage()));
    }
  }

  /** A value that must be there. */
  static String present(@Nullable String value, String pointer) {
    return present(value, pointer, "");
  }

  private static String present(@Nullable String value, String pointer, String when) {
    if (value == null || value.isBlank()) {
      String detail = "\"" + pointer.substring(1) + "\" is required" + when + ".";
      throw new ProblemException(Problem.ofField(400, "missing-field", pointer, detail));
    }
    return value;
  }

  /** A question. */
  static String query(@Nullable String query) {
    String asked = present(query, "/query");
    if (asked.length() > QUERY_CHARS_MAX) {
      throw invalid(
          "/query", "\"query\" has " + asked.length() + " characters, at most " + QUERY_CHARS_MAX);
    }
    return asked;
  }

  /** A number within its range. */
  static int within(int value, int min, int max, String pointer) {
    if (value < min || value > max) {
      throw invalid(
          pointer,
          "\"" + pointer.substring(1) + "\" must be " + min + " to " + max + ", not " + value);
    }
    return value;
  }

  /** The time a request asks of, as fine as times are kept; null is now. */
  static @Nullable Instant asOf(@Nullable String text, Instant now) {
    if (text == null) {
      return null;
    }
    Instant at = time(text, "/as_of");
    if (at.isAfter(now)) {
      throw invalid("/as_of", "\"as_of\" is not over yet");
    }
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  /** A moment. */
  static Instant time(String text, String pointer) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw invalid(
          pointer, "\"" + pointer.substring(1) + "\" must be a time such as 2026-01-31T12:00:00Z");
    }
  }

  /** An id in a path; what is no id is no memory. */
  static UUID id(String id, String what) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(absent(what));
    }
  }

  /** A name in a path; what no name can hold is the name of nothing. */
  static String named(String name, String what) {
    if (name.indexOf(NUL) >= 0) {
      throw new ProblemException(absent(what));
    }
    return name;
  }

  /** A name a request may give. */
  static @Nullable String name(@Nullable String name, String pointer) {
    if (name != null && name.indexOf(NUL) >= 0) {
      throw invalid(pointer, "\"" + pointer.substring(1) + "\" holds the character U+0000");
    }
    return name;
  }

  /** The writes a request wants to read, as its {@code Mneme-After} header names them. */
  static List<Position> after(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return List.of();
    }
    List<String> tokens = Arrays.asList(header.split(",", -1));
    if (tokens.size() > POSITIONS_MAX) {
      throw invalid("/Mneme-After", "Mneme-After takes at most " + POSITIONS_MAX + " positions");
    }
    try {
      return tokens.stream().map(String::strip).map(Position::parse).distinct().toList();
    } catch (IllegalArgumentException e) {
      throw invalid("/Mneme-After", String.valueOf(e.getMessage()));
    }
  }

  /** The problem of a field with a value it cannot have. */
  static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(Problem.ofField(400, "invalid-value", pointer, detail + "."));
  }

  /** What is not there, or is somebody else's. */
  static Problem absent(String what) {
    return Problem.of(404, "not-found", "There is no such " + what + ".");
  }
}
