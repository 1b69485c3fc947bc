package io.mneme.reader.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mneme.platform.http.Caller;
import io.mneme.reader.recall.Reading;
import io.mneme.reader.recall.Reads;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Subject;
import io.mneme.storage.read.ReadStore.SessionVerdict;
import io.mneme.storage.read.ReadStore.SessionView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Session state: the same whichever instance answers, until a day after the last write. */
@Controller("/v1/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "sessions")
final class SessionsController {
  private final Reads reads;

  SessionsController(Reads reads) {
    this.reads = reads;
  }

  /** The state of a session. */
  @Get("/{id}")
  @Operation(
      operationId = "getSession",
      summary = "The state of a session",
      description =
          "With its ETag, for If-Match of a PUT. 304 where If-None-Match names that ETag. 404 when"
              + " the user has no such session, or it has expired.")
  HttpResponse<SessionState> get(
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "Positions the answer should know, comma-separated.")
          @Header(Headers.AFTER)
          @Nullable String after,
      @Parameter(description = "The application's name of the session.") @PathVariable String id,
      @Parameter(description = "Whose session.", required = true) @QueryValue @Nullable String user,
      @Parameter(description = "The ETag you have.") @Header(HttpHeaders.IF_NONE_MATCH)
          @Nullable String known) {
    Subject subject = Requests.subject(caller, user);
    Reading reading = reads.begin(Requests.after(after));
    SessionView session =
        reads
            .session(subject, Requests.named(id, "session"), reading)
            .orElseThrow(() -> Answers.missing(reading, "session"));
    String etag = "\"" + session.eventId() + "\"";
    SessionState state =
        new SessionState(id, session.state(), session.touchedAt(), session.version());
    return (etag.equals(known) ? Answers.<SessionState>same(reading) : Answers.of(reading, state))
        .header(HttpHeaders.ETAG, etag);
  }

  /** What became of one conditional write. */
  @Get("/{id}/writes/{event}")
  @Operation(
      operationId = "getSessionWrite",
      summary = "What became of a conditional write of a session",
      description =
          "Scope ingest or recall. 404 when the write has not been decided yet (send its position"
              + " as Mneme-After to wait for it), had no condition, or is older than a day.")
  HttpResponse<SessionWriteVerdict> write(
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "Positions the answer should know, comma-separated.")
          @Header(Headers.AFTER)
          @Nullable String after,
      @Parameter(description = "The application's name of the session.") @PathVariable String id,
      @Parameter(description = "The event_id of the answer to the write.") @PathVariable
          String event,
      @Parameter(description = "Whose session.", required = true) @QueryValue
          @Nullable String user) {
    Subject subject = Requests.writtenSubject(caller, user);
    UUID eventId = Requests.id(event, "write");
    Reading reading = reads.begin(Requests.after(after));
    SessionVerdict verdict =
        reads
            .verdict(subject, eventId, reading)
            .filter(known -> known.session().equals(id))
            .orElseThrow(() -> Answers.missing(reading, "write"));
    return Answers.of(reading, SessionWriteVerdict.of(verdict));
  }

  /** What became of a conditional write as clients see it. */
  @Schema(description = "What became of a conditional write of a session.")
  public record SessionWriteVerdict(
      @Schema(description = "The event of the write.") UUID eventId,
      @Schema(description = "The application's name of the session.") String session,
      @Schema(
              description = "applied: it took effect; refused: it has none.",
              type = "string",
              allowableValues = {"applied", "refused"})
          String outcome,
      @Schema(
              description =
                  "The event whose state the session held behind it: in quotes its ETag. Absent:"
                      + " there was none.")
          @Nullable UUID current) {

    static SessionWriteVerdict of(SessionVerdict verdict) {
      return new SessionWriteVerdict(
          verdict.eventId(),
          verdict.session(),
          verdict.isApplied() ? "applied" : "refused",
          verdict.current().orElse(null));
    }
  }

  /** A session as clients see it. */
  @Schema(name = "Session", description = "The state of a session.")
  public record SessionState(
      @Schema(description = "The application's name of the session.") String session,
      @Schema(description = "Whatever the application wrote last.") Map<String, Object> state,
      @Schema(description = "When it was written.") Instant touchedAt,
      @Schema(description = "Counts the writes.") long version) {}
}
