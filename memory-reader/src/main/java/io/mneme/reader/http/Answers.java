package io.mneme.reader.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.mneme.reader.recall.Reading;
import io.mneme.schemas.Headers;

/** Sends a body with what is to be known about it. */
final class Answers {

  private Answers() {}

  static <T> MutableHttpResponse<T> of(Reading reading, T body) {
    return HttpResponse.ok(body)
        .header(Headers.CONSISTENCY, reading.consistency().word())
        .header(Headers.DEGRADATION, reading.degradation().level().name());
  }
}
