package io.mneme.gateway.reads;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.mneme.platform.http.Correlation;
import io.mneme.schemas.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What of a request's headers reaches the reader. */
final class ForwardedHeaders {
  private static final List<String> SENT_ON =
      List.of(
          "Authorization",
          "X-API-Key",
          HttpHeaders.CONTENT_TYPE,
          "Accept",
          HttpHeaders.IF_NONE_MATCH,
          Headers.AFTER,
          Headers.TRACEPARENT);

  private ForwardedHeaders() {}

  /** By name, to be changed at will. */
  static Map<String, String> of(HttpRequest<?> request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : SENT_ON) {
      String value = request.getHeaders().get(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    headers.put(Headers.CORRELATION_ID, Correlation.of(request));
    return headers;
  }
}
