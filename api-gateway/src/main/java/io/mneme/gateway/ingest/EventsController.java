package io.mneme.gateway.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.mneme.gateway.GatewayConfig;
import io.mneme.gateway.admission.Sender;
import io.mneme.gateway.admission.StrictJson;
import io.mneme.platform.http.Caller;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Takes events in: one, an array, or a stream of lines. No thread waits for Kafka: the request is
 * answered by whoever brings the acknowledgement. What takes long before that, or may have to wait,
 * for a body to be unpacked or for a log that is not there yet, gets a thread of its own.
 */
@Controller("/v1/events")
final class EventsController {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final String HOW =
      "Answers once the log has acknowledged. Scope ingest; subject_erased needs erase. A body"
          + " may be gzip. NDJSON is answered line by line while it is being read, each line"
          + " {line, status, event_id, position} or {line, status, problem}; after a line with"
          + " status 503 the rest was not read. Whoever sends all before reading (most HTTP/1.1"
          + " clients) asks for Prefer: return=minimal: an answer only to lines that were not"
          + " accepted, and a last line {accepted, rejected, positions}.";
  private static final String RETURN =
      "return=minimal, of NDJSON: answer only lines that were not accepted, then a summary";
  private static final String BULK =
      "bulk: wait until nothing else is to be done; answered with queued instead of a"
          + " position. For turn_recorded and memory_asserted";

  /** A longer body would hold up the other connections of the thread that reads. */
  private static final int BYTES_AT_ONCE_MAX = 64 << 10;

  private final Ingest ingest;
  private final GatewayConfig config;
  private final int bytesAtOnceMax;
  private final Executor waiting;

  EventsController(
      Ingest ingest, GatewayConfig config, @Named(TaskExecutors.BLOCKING) Executor waiting) {
    this.ingest = ingest;
    this.config = config;
    this.bytesAtOnceMax = Math.min(BYTES_AT_ONCE_MAX, config.bodyBytesMax());
    this.waiting = waiting;
  }

  @Post
  @Consumes(MediaType.ALL)
  @Produces({MediaType.APPLICATION_JSON, EventFormat.NDJSON})
  @Tag(name = "events")
  @Operation(
      operationId = "publishEvents",
      summary = "Publish what happened: one event, an array, or a stream of lines",
      description = HOW,
      parameters = {
        @Parameter(
            name = IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = "of a single event: sent again with the same key it counts once"),
        @Parameter(
            name = Lane.HEADER,
            in = ParameterIn.HEADER,
            schema =
                @Schema(
                    type = "string",
                    allowableValues = {"interactive", "bulk"}),
            description = BULK),
        @Parameter(name = LineReturn.HEADER, in = ParameterIn.HEADER, description = RETURN)
      },
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(oneOf = {EventItem.class, EventItems.class})),
                @Content(
                    mediaType = EventFormat.NDJSON,
                    schema = @Schema(implementation = EventItem.class))
              }))
  @ApiResponse(
      responseCode = "202",
      description = "durable",
      content = @Content(schema = @Schema(oneOf = {Receipt.class, BatchAnswer.class})))
  @ApiResponse(
      responseCode = "207",
      description = "an array of which some are durable",
      content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
  @ApiResponse(
      responseCode = "400",
      description = "not an event; nothing is in the log",
      content = @Content(schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "413",
      description = "too large",
      content = @Content(schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "503",
      description = "the log does not acknowledge; come back after Retry-After",
      content = @Content(schema = @Schema(implementation = Problem.class)))
  CompletableFuture<HttpResponse<?>> publish(
      @Parameter(hidden = true) HttpRequest<?> request, @Parameter(hidden = true) Caller caller) {
    caller.require(Caller.INGEST);
    RequestBody body = new RequestBody(request);
    Sending sending = Sending.ofEvents(request, caller);
    Sender sender = new Sender(caller, idempotencyKey(request));
    return switch (EventFormat.of(request)) {
      case LINES -> patiently(() -> lines(body, sender, sending, LineReturn.of(request)));
      case JSON ->
          body.isAtMost(bytesAtOnceMax) && ingest.isReady(sending)
              ? body.arrived().thenCompose(utf8 -> json(utf8, sender, sending))
              : patiently(() -> json(body.readAll(config.bodyBytesMax()), sender, sending));
    };
  }

  private CompletableFuture<HttpResponse<?>> patiently(
      Callable<CompletableFuture<HttpResponse<?>>> answer) {
    return CompletableFuture.completedFuture(answer)
        .thenComposeAsync(
            late -> {
              try {
                return late.call();
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            },
            waiting);
  }

  private CompletableFuture<HttpResponse<?>> json(byte[] utf8, Sender sender, Sending sending) {
    JsonNode json = StrictJson.parse(utf8);
    return json instanceof ArrayNode array
        ? batch(array, sender, sending)
        : ingest.take(json, sender, sending).thenApply(Accepted::response);
  }

  private CompletableFuture<HttpResponse<?>> lines(
      RequestBody body, Sender sender, Sending sending, LineReturn wanted) throws IOException {
    refuseIdempotencyHeader(sender);
    LineStream lines =
        new LineStream(
            ingest,
            sender,
            sending.waiting(config.publishBlockMax()),
            new LineStream.Limits(config.lineBytesMax(), config.inFlightLinesMax()),
            wanted);
    MutableHttpResponse<?> response =
        HttpResponse.ok(StreamedAnswer.of(lines, body.stream())).contentType(EventFormat.NDJSON);
    if (wanted == LineReturn.MINIMAL) {
      response.header(LineReturn.APPLIED_HEADER, LineReturn.MINIMAL_PREFERENCE);
    }
    return CompletableFuture.completedFuture(response);
  }

  private CompletableFuture<HttpResponse<?>> batch(
      ArrayNode array, Sender sender, Sending sending) {
    refuseIdempotencyHeader(sender);
    if (array.isEmpty() || array.size() > config.batchItemsMax()) {
      throw new ProblemException(
          Problem.of(
              array.isEmpty() ? 400 : 413,
              array.isEmpty() ? "invalid-event" : "too-large",
              "An array holds 1 to " + config.batchItemsMax() + " events; send more as NDJSON."));
    }
    List<CompletableFuture<Answer>> sent = new ArrayList<>(array.size());
    array.forEach(item -> sent.add(ingest.take(item, sender, sending)));
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .thenApply(
            _ -> response(BatchAnswer.of(sent.stream().map(CompletableFuture::join).toList())));
  }

  private static HttpResponse<?> response(BatchAnswer answer) {
    MutableHttpResponse<BatchAnswer> response =
        HttpResponse.<BatchAnswer>status(HttpStatus.valueOf(answer.httpStatus())).body(answer);
    answer.retryHeaders().forEach(response::header);
    return response.contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  private static void refuseIdempotencyHeader(Sender sender) {
    if (sender.idempotencyKey().isPresent()) {
      throw new ProblemException(
          Problem.of(
              400,
              "invalid-event",
              "The header Idempotency-Key names one event; in an array or NDJSON give each item"
                  + " its own idempotency_key."));
    }
  }

  private static Optional<String> idempotencyKey(HttpRequest<?> request) {
    return Optional.ofNullable(request.getHeaders().get(IDEMPOTENCY_KEY));
  }
}
