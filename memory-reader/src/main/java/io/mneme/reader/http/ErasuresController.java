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
import io.mneme.storage.read.ErasureReceipt;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Receipts: what became of a request to forget. */
@Controller("/v1/erasures")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "memories")
final class ErasuresController {
  private final Reads reads;

  ErasuresController(Reads reads) {
    this.reads = reads;
  }

  /** The receipt of one event. */
  @Get("/{id}")
  @Operation(
      operationId = "getErasure",
      summary = "The receipt of an erasure",
      description =
          "What was removed from each store because of one memory_forgotten or subject_erased"
              + " event, and when. 404 when there is no such event, it has not been applied yet, or"
              + " it is about another user. Complete once the archive is clear too.")
  HttpResponse<ErasureView> get(
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "Positions the answer should know, comma-separated.")
          @Header(Headers.AFTER)
          @Nullable String after,
      @Parameter(description = "The event_id of the answer to the request.") @PathVariable
          String id,
      @Parameter(
              description =
                  "Whose memories it was about; required unless scope is shared or global.")
          @QueryValue
          @Nullable String user,
      @Parameter(description = "In place of a user: shared or global.") @QueryValue
          @Nullable String scope) {
    Subject subject = Requests.owner(caller, user, scope);
    UUID eventId = Requests.id(id, "erasure");
    Reading reading = reads.begin(Requests.after(after));
    ErasureReceipt receipt =
        reads.erasure(subject, eventId).orElseThrow(() -> Answers.missing(reading, "erasure"));
    return Answers.of(reading, ErasureView.of(subject, receipt));
  }
}
