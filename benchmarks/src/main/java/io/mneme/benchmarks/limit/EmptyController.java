package io.mneme.benchmarks.limit;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;

/** Is given the body as JSON, does nothing with it, and answers as much as the gateway would. */
@Controller("/v1/events")
final class EmptyController {
  private static final byte[] ANSWER =
      "{\"event_id\":\"0190f7a5-5f0e-7c3a-8a54-3f6f0a5b7c11\",\"position\":\"3:1234567\"}"
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  @Post
  @Consumes(MediaType.APPLICATION_JSON)
  HttpResponse<byte[]> take(@Body JsonNode body) {
    return body.isEmpty()
        ? HttpResponse.badRequest()
        : HttpResponse.accepted().body(ANSWER).contentType(MediaType.APPLICATION_JSON_TYPE);
  }
}
