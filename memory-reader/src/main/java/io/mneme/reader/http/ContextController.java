package io.mneme.reader.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mneme.platform.http.Caller;
import io.mneme.reader.context.Context;
import io.mneme.reader.context.Contexts;
import io.mneme.reader.rank.Ranked;
import io.mneme.reader.recall.Degradation;
import io.mneme.reader.recall.Reading;
import io.mneme.reader.recall.Reads;
import io.mneme.reader.recall.ServedLog;
import io.mneme.reader.tail.Tail;
import io.mneme.schemas.Headers;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.TrackedRevision;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What should a model know before it answers? */
@Controller("/v1/context")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "recall")
final class ContextController {
  private final Reads reads;
  private final Contexts contexts;
  private final ReadyContexts ready;
  private final JsonMapper json;
  private final ServedLog log;

  ContextController(
      Reads reads, Contexts contexts, ReadyContexts ready, JsonMapper json, ServedLog log) {
    this.reads = reads;
    this.contexts = contexts;
    this.ready = ready;
    this.json = json;
    this.log = log;
  }

  /** Builds the context of a model's next answer. */
  @Get
  @Operation(
      operationId = "context",
      summary = "Context for a prompt",
      description =
          "Working memory (the last turns of a conversation and a summary of what it said before)"
              + " and the best memories from before, within a budget of tokens, estimated at four"
              + " characters each. The turns take at most half of it, the summary an eighth. An"
              + " answer that is not applied can have turns the log"
              + " holds and nobody has derived yet: they say derived: false.")
  @ApiResponse(
      responseCode = "200",
      description = "A prompt's worth of memory.",
      content = @Content(schema = @Schema(implementation = ContextAnswer.class)))
  HttpResponse<byte[]> context(
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "Positions the answer should know, comma-separated.")
          @Header(Headers.AFTER)
          @Nullable String after,
      @RequestBean ContextQuery query)
      throws IOException {
    Contexts.Wanted wanted = query.wanted(caller);
    Instant asOf = Requests.asOf(query.asOf(), reads.now());
    Reading reading = reads.begin(Requests.after(after), asOf);
    Optional<List<TrackedRevision>> now =
        wanted.tail() ? Optional.empty() : reads.tracked(wanted.read(), reading);
    ReadyContexts.Ready answer = now.flatMap(revision -> ready.find(wanted, revision)).orElse(null);
    if (answer == null) {
      answer = answer(wanted, reading, now);
    }
    log.served(answer.memories());
    return Answers.of(reading, answer.json()).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  private ReadyContexts.Ready answer(
      Contexts.Wanted wanted, Reading reading, Optional<List<TrackedRevision>> now)
      throws IOException {
    Context context = contexts.of(wanted, reading);
    List<Memory> memories = context.memories().stream().map(Ranked::memory).toList();
    byte[] bytes = json.writeValueAsBytes(ContextAnswer.of(context, reading));
    if (now.isEmpty()) {
      return new ReadyContexts.Ready(List.of(), bytes, memories);
    }
    ReadyContexts.Ready answer = new ReadyContexts.Ready(now.get(), bytes, memories);
    if (reading.isNewest() && reading.degradation().level() == Degradation.Level.L0) {
      ready.keep(wanted, answer);
    }
    return answer;
  }

  /** The answer of {@code GET /v1/context}. */
  @Schema(name = "Context", description = "A prompt's worth of memory.")
  public record ContextAnswer(
      @Schema(
              description =
                  "What the conversation said before its last turns: sentences of the newest"
                      + " summary its application gave (metadata summary_of), then of the turns"
                      + " since.")
          List<SummaryLine> summary,
      @Schema(description = "The last turns of the conversation, oldest first.")
          List<MemoryView> working,
      @Schema(description = "The best memories from before, best first.") List<MemoryView> memories,
      @Schema(description = "All of it, ready for a prompt.") String text,
      @Schema(description = "Tokens of the text, estimated.") int tokens,
      @Schema(description = "The time it answers of; absent for now.") @Nullable Instant asOf,
      @Schema(
              description =
                  "How much of the log was looked at for turns that are not derived yet: whole, cut"
                      + " (more than the limits allow), unread (it did not answer in time); absent"
                      + " where nobody looked.")
          @Nullable String tail,
      @Schema(description = "Cold memories that could not be read; absent when there are none.")
          @Nullable List<UnavailableView> unavailable) {

    static ContextAnswer of(Context context, Reading reading) {
      return new ContextAnswer(
          context.summary().lines().stream().map(SummaryLine::of).toList(),
          context.working().stream()
              .map(turn ->
                  context.isDerived(turn) ? MemoryView.of(turn) : MemoryView.underived(turn))
              .toList(),
          context.memories().stream().map(MemoryView::of).toList(),
          context.text(),
          context.tokens(),
          reading.asOf().orElse(null),
          context.tail().map(tail -> word(tail.extent())).orElse(null),
          reading.lost().isEmpty()
              ? null
              : reading.lost().stream().map(UnavailableView::of).toList());
    }

    private static String word(Tail.Extent extent) {
      return switch (extent) {
        case WHOLE -> "whole";
        case CUT -> "cut";
        case UNREAD -> "unread";
      };
    }
  }
}
