package io.mneme.gateway.ingest;

import io.micronaut.http.HttpRequest;
import java.util.Locale;
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

  private static final Pattern BETWEEN_PREFERENCES = Pattern.compile("\\s*[,;]\\s*");

  /** As the request prefers; a preference nobody knows is passed over (RFC 7240). */
  static LineReturn of(HttpRequest<?> request) {
    return request.getHeaders().getAll(HEADER).stream()
            .flatMap(BETWEEN_PREFERENCES::splitAsStream)
            .anyMatch(one -> one.strip().toLowerCase(Locale.ROOT).equals(MINIMAL_PREFERENCE))
        ? MINIMAL
        : EVERY;
  }

  /** Whether this answer is a line of its own. */
  boolean wants(Answer answer) {
    return this == EVERY || !(answer instanceof Answer.Accepted);
  }
}
