package io.mneme.gateway.ingest;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import io.mneme.schemas.event.Precondition;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request expects of the session it writes, as RFC 9110 has it said: {@code If-Match} with
 * the ETag of the state that was read, or {@code *} for any; {@code If-None-Match: *} for none.
 */
final class Conditions {
  private static final String ANY = "*";
  private static final Pattern ETAG =
      Pattern.compile("\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"");

  private Conditions() {}

  /**
   * What the headers say; empty where they say nothing.
   *
   * @throws ProblemException 400 for what they cannot mean here
   */
  static Optional<Precondition> of(HttpRequest<?> request) {
    String match = request.getHeaders().get(HttpHeaders.IF_MATCH);
    String noneMatch = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
    if (match != null && noneMatch != null) {
      throw refuse("Send If-Match or If-None-Match, not both.");
    }
    return match == null ? noneMatch(noneMatch) : Optional.of(match(match.strip()));
  }

  /** The ETag of the state an event wrote. */
  static String etag(UUID eventId) {
    return "\"" + eventId + "\"";
  }

  private static Precondition match(String value) {
    Matcher etag = ETAG.matcher(value);
    if (etag.matches()) {
      return new Precondition.WrittenBy(UUID.fromString(etag.group(1)));
    }
    if (value.equals(ANY)) {
      return new Precondition.Present();
    }
    throw refuse("If-Match takes one ETag, in quotes and as GET has given it, or *.");
  }

  private static Optional<Precondition> noneMatch(@Nullable String value) {
    if (value == null) {
      return Optional.empty();
    }
    if (value.strip().equals(ANY)) {
      return Optional.of(new Precondition.Absent());
    }
    throw refuse("If-None-Match of a write takes * alone: write only where there is no state.");
  }

  private static ProblemException refuse(String detail) {
    return new ProblemException(Problem.of(400, "invalid-precondition", detail));
  }
}
