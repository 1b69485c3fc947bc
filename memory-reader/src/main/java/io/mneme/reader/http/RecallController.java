package io.mneme.reader.http;

import io.micrometer.core.instrument.Timer;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mneme.platform.http.Caller;
import io.mneme.reader.rank.Ranked;
import io.mneme.reader.recall.Reading;
import io.mneme.reader.recall.Reads;
import io.mneme.reader.recall.Recall;
import io.mneme.reader.recall.Recaller;
import io.mneme.reader.recall.ServedLog;
import io.mneme.reader.recall.TierTimes;
import io.mneme.schemas.Headers;
import io.mneme.schemas.memory.Memory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What do we know that matters here? */
@Controller("/v1/recall")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "recall")
final class RecallController {
  private final Reads reads;
  private final Recaller recaller;
  private final ServedLog log;
  private final TierTimes times;

  RecallController(Reads reads, Recaller recaller, ServedLog log, TierTimes times) {
    this.reads = reads;
    this.recaller = recaller;
    this.log = log;
    this.times = times;
  }

  /** Recalls the memories of a user that matter for a question. */
  @Post
  @Operation(
      operationId = "recall",
      summary = "Recall",
      description =
          "The memories of a user, and those the tenant's users share, that matter for a question,"
              + " found by meaning and by words, best first. Each says why. Send the positions of your own writes as Mneme-After to"
              + " read them; send as_of to be answered from what was known then.")
  HttpResponse<RecallAnswer> recall(
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "Positions the answer should know, comma-separated.")
          @Header(Headers.AFTER)
          @Nullable String after,
      @Body RecallRequest body) {
    Recall recall =
        new Recall(
            Requests.owners(caller, body.user(), body.scopes()),
            Requests.query(body.query()),
            body.limit(),
            body.filter(),
            body.filter().withoutMetadata());
    Instant asOf = Requests.asOf(body.asOf(), reads.now());
    Reading reading = reads.begin(Requests.after(after), asOf);
    Timer.Sample begun = times.begin();
    List<Ranked> memories = recaller.recall(recall, reading);
    List<Memory> served = memories.stream().map(Ranked::memory).toList();
    times.served(begun, served);
    log.served(served);
    List<MemoryView> views =
        memories.stream().map(body.isExplained() ? MemoryView::explained : MemoryView::of).toList();
    return Answers.of(reading, RecallAnswer.of(views, reading, reading.model()));
  }
}
