package io.mneme.reader.http;

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
import io.mneme.storage.read.ReadStore.SessionView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
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
      description = "404 when the user has no such session, or it has expired.")
  HttpResponse<SessionState> get(
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "Positions the answer should know, comma-separated.")
          @Header(Headers.AFTER)
          @Nullable String after,
      @Parameter(description = "The application's name of the session.") @PathVariable String id,
      @Parameter(description = "Whose session.", required = true) @QueryValue
          @Nullable String user) {
    Subject subject = Requests.subject(caller, user);
    Reading reading = reads.begin(Requests.after(after));
    SessionView session =
        reads.session(subject, id, reading).orElseThrow(() -> Answers.missing(reading, "session"));
    return Answers.of(
        reading, new SessionState(id, session.state(), session.touchedAt(), session.version()));
  }

  /** A session as clients see it. */
  @Schema(name = "Session", description = "The state of a session.")
  public record SessionState(
      @Schema(description = "The application's name of the session.") String session,
      @Schema(description = "Whatever the application wrote last.") Map<String, Object> state,
      @Schema(description = "When it was written.") Instant touchedAt,
      @Schema(description = "Counts the writes.") long version) {}
}
