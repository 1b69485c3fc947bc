package io.mneme.gateway.ingest;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import io.micronaut.http.HttpRequest;
import java.util.regex.Pattern;

/** Which lines of NDJSON are answered one by one, as the request's {@code Prefer} asks. */
enum LineReturn {
  /** All of them: for who reads while sending. */
  EVERY,

  /** Those that were not accepted, and at last a {@link LineSummary}. */
  MINIMAL;

  static final String HEADER = "Prefer";
  static final String APPLIED_HEADER = "Preference-Applied";
  static final String MINIMAL_PREFERENCE = "return=minimal";

  /** A preference of its own, whatever parameters it has; not a parameter of another. */
  private static final Pattern MINIMAL_PREFERRED =
      Pattern.compile("(?:^|,)\\s*return\\s*=\\s*\"?minimal\"?\\s*(?:$|[,;])", CASE_INSENSITIVE);

  /** As the request prefers; a preference nobody knows is passed over (RFC 7240). */
  static LineReturn of(HttpRequest<?> request) {
    return request.getHeaders().getAll(HEADER).stream().anyMatch(MINIMAL_PREFERRED.asPredicate())
        ? MINIMAL
        : EVERY;
  }

  /** Whether this answer is a line of its own. */
  boolean wants(Answer answer) {
    return this == EVERY || !(answer instanceof Answer.Accepted);
  }
}
