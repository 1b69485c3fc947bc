package io.mneme.gateway.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mneme.gateway.GatewayConfig;
import io.mneme.gateway.admission.Sender;
import io.mneme.gateway.admission.StrictJson;
import io.mneme.platform.http.Caller;
import io.mneme.platform.http.Problem;
import io.mneme.schemas.event.Precondition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes that are addressed like the thing they change. Each is one event in the log. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WritesController {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final Ingest ingest;
  private final Verdicts verdicts;
  private final GatewayConfig config;

  WritesController(Ingest ingest, Verdicts verdicts, GatewayConfig config) {
    this.ingest = ingest;
    this.verdicts = verdicts;
    this.config = config;
  }

  @Put("/sessions/{id}")
  @Consumes(MediaType.ALL)
  @Tag(name = "sessions")
  @Operation(
      operationId = "putSession",
      summary = "Write the whole state of a session",
      description =
          "Scope ingest. Kept for 24 hours after the last write. With If-Match or If-None-Match the"
              + " write takes effect only if the session holds what they expect when the writer"
              + " comes to it, and the answer says whether it did.",
      parameters = {
        @Parameter(
            name = "If-Match",
            in = ParameterIn.HEADER,
            description = "the ETag of the state you have read; * for any state",
            schema = @Schema(type = "string")),
        @Parameter(
            name = "If-None-Match",
            in = ParameterIn.HEADER,
            description = "*: only if there is no state",
            schema = @Schema(type = "string")),
        @Parameter(
            name = IDEMPOTENCY_KEY,
            in = ParameterIn.HEADER,
            description = "sent again with the same key a write counts once",
            schema = @Schema(type = "string"))
      },
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              description = "any JSON object",
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(type = "object"))))
  @ApiResponse(
      responseCode = "200",
      description = "conditional, and in effect: with its ETag",
      content = @Content(schema = @Schema(implementation = SessionWrite.class)))
  @ApiResponse(
      responseCode = "202",
      description = "durable; of a conditional write: outcome pending, not decided in time",
      content = @Content(schema = @Schema(implementation = Receipt.class)))
  @ApiResponse(
      responseCode = "412",
      description = "not what was expected, nothing was written; current_etag says what is there",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  HttpResponse<?> touchSession(
      @Parameter(hidden = true) HttpRequest<?> request,
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "your name of the session") String id,
      @Parameter(description = "whose session it is") @QueryValue String user)
      throws IOException {
    caller.require(Caller.INGEST);
    EventFormat.requireJson(request);
    Optional<Precondition> expects = Conditions.of(request);
    ObjectNode event = event("session_touched", user);
    event.put("session", id);
    event.set("state", StrictJson.parse(new RequestBody(request).readAll(config.bodyBytesMax())));
    expects.ifPresent(condition -> event.put("expects", condition.text()));
    Sender sender =
        new Sender(caller, Optional.ofNullable(request.getHeaders().get(IDEMPOTENCY_KEY)));
    Receipt receipt = Accepted.receipt(take(event, sender, request));
    return expects.isEmpty()
        ? Accepted.response(receipt)
        : SessionWrite.response(receipt, verdicts.on(request, receipt));
  }

  @Delete("/memories/{id}")
  @Tag(name = "memories")
  @Operation(
      operationId = "forgetMemory",
      summary = "Forget one memory",
      description =
          "Scope ingest. Answers the same whether or not there is such a memory; it is gone from"
              + " every store once the position has been applied.")
  @ApiResponse(
      responseCode = "202",
      description = "durable",
      content = @Content(schema = @Schema(implementation = Receipt.class)))
  HttpResponse<Receipt> forgetMemory(
      @Parameter(hidden = true) HttpRequest<?> request,
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "which memory") String id,
      @Parameter(description = "whose memory it is; required unless scope is shared or global")
          @QueryValue
          @Nullable String user,
      @Parameter(
              description = "in place of a user: shared or global, which needs a key with ops",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"private", "shared", "global"}))
          @QueryValue
          @Nullable String scope) {
    caller.require(Caller.INGEST);
    ObjectNode event = event("memory_forgotten", user);
    event.put("scope", scope);
    event.put("memory_id", id);
    return Accepted.response(take(event, Sender.of(caller), request));
  }

  private Answer take(ObjectNode event, Sender sender, HttpRequest<?> request) {
    return Accepted.join(ingest.take(event, sender, Sending.of(request, sender.caller())));
  }

  private static ObjectNode event(String type, @Nullable String user) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("type", type);
    event.put("user", user);
    return event;
  }
}
