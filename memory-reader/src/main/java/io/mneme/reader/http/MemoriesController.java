package io.mneme.reader.http;

import io.micrometer.core.instrument.Timer;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mneme.platform.http.Caller;
import io.mneme.reader.recall.Reading;
import io.mneme.reader.recall.Reads;
import io.mneme.reader.recall.ServedLog;
import io.mneme.reader.recall.TierTimes;
import io.mneme.schemas.Headers;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.ReadStore.ListCursor;
import io.mneme.storage.read.ReadStore.ListFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Memories by id, and all of them page by page. */
@Controller("/v1/memories")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "memories")
final class MemoriesController {
  private final Reads reads;
  private final Cursors cursors;
  private final ServedLog log;
  private final TierTimes times;

  MemoriesController(Reads reads, Cursors cursors, ServedLog log, TierTimes times) {
    this.reads = reads;
    this.cursors = cursors;
    this.log = log;
    this.times = times;
  }

  /** One memory. */
  @Get("/{id}")
  @Operation(
      operationId = "getMemory",
      summary = "One memory",
      description = "404 when there is none with this id, or it is another user's.")
  HttpResponse<MemoryView> get(
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "Positions the answer should know, comma-separated.")
          @Header(Headers.AFTER)
          @Nullable String after,
      @Parameter(description = "The memory's id.") @PathVariable String id,
      @Parameter(description = "Whose memory; required unless scope is shared or global.")
          @QueryValue
          @Nullable String user,
      @Parameter(description = "In place of a user: shared or global.") @QueryValue
          @Nullable String scope) {
    Subject subject = Requests.owner(caller, user, scope);
    UUID memoryId = Requests.id(id, "memory");
    Reading reading = reads.begin(Requests.after(after));
    Timer.Sample begun = times.begin();
    Memory memory =
        reads
            .find(subject, memoryId, reading)
            .orElseThrow(() -> Answers.missing(reading, "memory"));
    times.served(begun, List.of(memory));
    log.served(subject, List.of(memory));
    return Answers.of(reading, MemoryView.of(memory, reads.absorbed(subject, memory, reading)));
  }

  /** One memory's life. */
  @Get("/{id}/history")
  @Operation(
      operationId = "getMemoryHistory",
      summary = "A memory's life",
      description =
          "What it said from its birth until now, each version with the event that made it; of more"
              + " than 200 corrections the latest. 404 as for the memory itself: of what was"
              + " forgotten nothing is left to tell.")
  HttpResponse<MemoryHistory> history(
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "Positions the answer should know, comma-separated.")
          @Header(Headers.AFTER)
          @Nullable String after,
      @Parameter(description = "The memory's id.") @PathVariable String id,
      @Parameter(description = "Whose memory; required unless scope is shared or global.")
          @QueryValue
          @Nullable String user,
      @Parameter(description = "In place of a user: shared or global.") @QueryValue
          @Nullable String scope) {
    Subject subject = Requests.owner(caller, user, scope);
    UUID memoryId = Requests.id(id, "memory");
    Reading reading = reads.begin(Requests.after(after));
    return Answers.of(
        reading,
        reads
            .life(subject, memoryId, reading)
            .map(life -> MemoryHistory.of(life, reads.absorbed(subject, life.now(), reading)))
            .orElseThrow(() -> Answers.missing(reading, "memory")));
  }

  /** A page of memories. */
  @Get
  @Operation(
      operationId = "listMemories",
      summary = "Memories, newest first",
      description =
          "Page by page: send next_cursor back as cursor, with the same user and filters. What is"
              + " written meanwhile appears at most once and shifts nothing.")
  HttpResponse<Page> list(
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "Positions the answer should know, comma-separated.")
          @Header(Headers.AFTER)
          @Nullable String after,
      @RequestBean ListQuery query) {
    Subject subject = Requests.owner(caller, query.user(), query.scope());
    Instant asOf = Requests.asOf(query.asOf(), reads.now());
    ListFilter filter = query.filter(asOf);
    int limit = query.pageSize();
    ListCursor from = query.cursor() == null ? null : cursor(subject, filter, query.cursor());
    Reading reading = reads.begin(Requests.after(after), asOf);
    List<Memory> found = reads.page(subject, filter, from, limit + 1, reading);
    List<Memory> page = found.subList(0, Math.min(limit, found.size()));
    String next =
        found.size() > limit
            ? cursors.write(subject, filter, Cursors.behind(page.getLast()))
            : null;
    return Answers.of(
        reading,
        new Page(page.stream().filter(Reads::hasWords).map(MemoryView::of).toList(), next));
  }

  private ListCursor cursor(Subject subject, ListFilter filter, String token) {
    return cursors
        .read(subject, filter, token)
        .orElseThrow(() ->
            Requests.invalid(
                "/cursor",
                "The cursor is not from here, or is of another user or filter;"
                    + " begin again without one"));
  }

  /** A page of memories. */
  @Schema(name = "MemoryPage", description = "A page of memories, newest first.")
  public record Page(
      @Schema(description = "The memories of this page.") List<MemoryView> memories,
      @Schema(description = "Send it back as cursor for the next page; absent on the last.")
          @Nullable String nextCursor) {}
}
