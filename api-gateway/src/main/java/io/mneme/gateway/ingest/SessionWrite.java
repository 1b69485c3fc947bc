package io.mneme.gateway.ingest;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.mneme.gateway.ingest.Verdicts.Verdict;
import io.mneme.platform.http.Problem;
import io.mneme.platform.http.ProblemException;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Position;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a conditional write.
 *
 * @param eventId its event, whose id is the state's ETag
 * @param position where it stands
 * @param outcome {@code applied} or {@code pending}
 */
@Schema(description = "What became of a conditional write of a session")
public record SessionWrite(
    @Schema(description = "identity of the event; in quotes the ETag of the state it writes")
        UUID eventId,
    @Schema(
            type = "string",
            example = "3:1042",
            description = "where the event stands; send it back as header Mneme-After")
        Position position,
    @Schema(
            type = "string",
            allowableValues = {"applied", "pending"},
            description =
                "applied: it took effect; pending: durable, and not decided within the bound: ask"
                    + " GET /v1/sessions/{id}/writes/{event_id}")
        String outcome) {

  /**
   * 200 for a write that took effect, 202 for one nobody has decided.
   *
   * @throws ProblemException 412 for one that has none
   */
  static HttpResponse<SessionWrite> response(Receipt receipt, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Applied() ->
          response(HttpStatus.OK, receipt, "applied")
              .header(HttpHeaders.ETAG, Conditions.etag(receipt.eventId()));
      case Verdict.Pending() -> response(HttpStatus.ACCEPTED, receipt, "pending");
      case Verdict.Refused(Optional<UUID> current) ->
          throw new ProblemException(refusal(current.map(Conditions::etag)));
    };
  }

  private static io.micronaut.http.MutableHttpResponse<SessionWrite> response(
      HttpStatus status, Receipt receipt, String outcome) {
    Position position = Objects.requireNonNull(receipt.position(), "a session is never queued");
    return HttpResponse.<SessionWrite>status(status)
        .body(new SessionWrite(receipt.eventId(), position, outcome))
        .header(Headers.POSITION, position.toString());
  }

  private static Problem refusal(Optional<String> etag) {
    Problem problem =
        Problem.of(
            412,
            "precondition-failed",
            etag.isPresent()
                ? "The session holds another state than expected; nothing was written. Read it,"
                    + " and send the write again with its ETag."
                : "The session holds no state, or it has expired; nothing was written. Send the"
                    + " write again with If-None-Match: *.");
    return etag.map(current -> problem.at(current).withHeader(HttpHeaders.ETAG, current))
        .orElse(problem);
  }
}
