package io.mneme.reader.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.mneme.platform.http.ProblemException;
import io.mneme.reader.recall.Reading;
import io.mneme.schemas.Headers;

/** Sends a body with what is to be known about it. */
final class Answers {

  private Answers() {}

  static <T> MutableHttpResponse<T> of(Reading reading, T body) {
    return told(reading, HttpResponse.ok(body));
  }

  /** What the caller has is what there is. */
  static <T> MutableHttpResponse<T> same(Reading reading) {
    return told(reading, HttpResponse.<T>notModified());
  }

  private static <T> MutableHttpResponse<T> told(Reading reading, MutableHttpResponse<T> answer) {
    return answer
        .header(Headers.CONSISTENCY, reading.consistency().word())
        .header(Headers.DEGRADATION, reading.degradation().level().name());
  }

  /**
   * The problem of what is not there, or is somebody else's. Whether the answer knows the caller's
   * writes matters here too: what was written a moment ago may only not be there yet.
   */
  static ProblemException missing(Reading reading, String what) {
    return new ProblemException(
        Requests.absent(what)
            .withHeader(Headers.CONSISTENCY, reading.consistency().word())
            .withHeader(Headers.DEGRADATION, reading.degradation().level().name()));
  }
}
