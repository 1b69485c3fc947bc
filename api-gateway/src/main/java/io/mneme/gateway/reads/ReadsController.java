package io.mneme.gateway.reads;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mneme.gateway.GatewayConfig;
import io.mneme.gateway.ingest.RequestBody;
import io.mneme.platform.Outage;
import io.mneme.platform.http.Caller;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import io.mneme.schemas.Headers;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Sends reads on to the reader and its answers back, both unchanged. The reader describes and
 * checks them; the gateway only lets in whom it knows.
 */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden // described by the reader
final class ReadsController {
  private static final String NOTHING_ANSWERS = "L4";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Set<String> SENT_BACK =
      Set.of("content-type", "retry-after", "allow", "www-authenticate", "cache-control", "etag");
  private static final String OURS = "mneme-";

  private final ReaderClient reader;
  private final GatewayConfig config;

  ReadsController(ReaderClient reader, GatewayConfig config) {
    this.reader = reader;
    this.config = config;
  }

  @Post("/recall")
  @Consumes(MediaType.ALL)
  HttpResponse<byte[]> recall(HttpRequest<?> request, Caller caller) throws IOException {
    return forward(request, caller, new RequestBody(request).readAll(config.bodyBytesMax()));
  }

  @Get("/context")
  HttpResponse<byte[]> context(HttpRequest<?> request, Caller caller) {
    return forward(request, caller, new byte[0]);
  }

  @Get("/memories")
  HttpResponse<byte[]> memories(HttpRequest<?> request, Caller caller) {
    return forward(request, caller, new byte[0]);
  }

  @Get("/memories/{id}")
  HttpResponse<byte[]> memory(HttpRequest<?> request, Caller caller, String id) {
    return forward(request, caller, new byte[0]);
  }

  @Get("/memories/{id}/history")
  HttpResponse<byte[]> history(HttpRequest<?> request, Caller caller, String id) {
    return forward(request, caller, new byte[0]);
  }

  @Get("/conversations/{id}")
  HttpResponse<byte[]> conversation(HttpRequest<?> request, Caller caller, String id) {
    return forward(request, caller, new byte[0]);
  }

  @Get("/sessions/{id}")
  HttpResponse<byte[]> session(HttpRequest<?> request, Caller caller, String id) {
    return forward(request, caller, new byte[0]);
  }

  /** Whoever may write a session may know what became of a write. */
  @Get("/sessions/{id}/writes/{event}")
  HttpResponse<byte[]> sessionWrite(
      HttpRequest<?> request, Caller caller, String id, String event) {
    return caller.may(Caller.INGEST) ? ask(request, new byte[0]) : session(request, caller, id);
  }

  @Get("/erasures/{id}")
  HttpResponse<byte[]> erasure(HttpRequest<?> request, Caller caller, String id) {
    return forward(request, caller, new byte[0]);
  }

  private HttpResponse<byte[]> forward(HttpRequest<?> request, Caller caller, byte[] body) {
    caller.require(Caller.RECALL);
    return ask(request, body);
  }

  private HttpResponse<byte[]> ask(HttpRequest<?> request, byte[] body) {
    try {
      return back(
          reader.ask(
              new ReaderClient.Read(
                  request.getMethodName(),
                  pathAndQuery(request.getUri()),
                  ForwardedHeaders.of(request),
                  body)));
    } catch (Outage e) {
      throw new ProblemException(
          Problem.unavailable("Memory is temporarily unavailable; try again.", RETRY_AFTER)
              .withHeader(Headers.DEGRADATION, NOTHING_ANSWERS));
    }
  }

  private static URI pathAndQuery(URI uri) {
    String query = uri.getRawQuery();
    return URI.create(uri.getRawPath() + (query == null ? "" : "?" + query));
  }

  private static HttpResponse<byte[]> back(java.net.http.HttpResponse<byte[]> answer) {
    MutableHttpResponse<byte[]> response =
        HttpResponse.<byte[]>status(HttpStatus.valueOf(answer.statusCode())).body(answer.body());
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (isSentBack(name.toLowerCase(Locale.ROOT))) {
            response.header(name, values.getFirst());
          }
        });
    return response;
  }

  private static boolean isSentBack(String name) {
    // the correlation filter writes the id itself
    return SENT_BACK.contains(name)
        || (name.startsWith(OURS) && !name.equals(Headers.CORRELATION_ID));
  }
}
