package io.mneme.gateway.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;

/** How a body of events is written, as its content type says. */
enum EventFormat {
  JSON,
  LINES;

  static final String NDJSON = "application/x-ndjson";

  private static final String UTF_8 = "utf-8";

  /**
   * The format of a request's body.
   *
   * @throws ProblemException 415 for a content type that is missing, another, or not in UTF-8
   */
  static EventFormat of(HttpRequest<?> request) {
    MediaType type = request.getContentType().orElse(null);
    if (type != null && isUtf8(type)) {
      if (type.getName().equals(MediaType.APPLICATION_JSON)) {
        return JSON;
      }
      if (type.getName().equals(NDJSON)) {
        return LINES;
      }
    }
    throw refuse(
        type == null ? "is missing" : type + " is not taken here", "application/json or " + NDJSON);
  }

  /**
   * Goes on only with a JSON body.
   *
   * @throws ProblemException 415 otherwise
   */
  static void requireJson(HttpRequest<?> request) {
    if (of(request) != JSON) {
      throw refuse(NDJSON + " is not taken here", MediaType.APPLICATION_JSON);
    }
  }

  private static boolean isUtf8(MediaType type) {
    return type.getParameters()
        .get("charset")
        .map(Object::toString)
        .orElse(UTF_8)
        .equalsIgnoreCase(UTF_8);
  }

  private static ProblemException refuse(String found, String wanted) {
    return new ProblemException(
        Problem.of(
            415,
            "unsupported-media-type",
            "Content type " + found + "; send " + wanted + " in UTF-8."));
  }
}
