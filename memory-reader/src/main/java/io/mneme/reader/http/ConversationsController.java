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
import io.mneme.schemas.memory.Memory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conversation buffer: the same turns whichever instance answers. */
@Controller("/v1/conversations")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "conversations")
final class ConversationsController {
  static final int LIMIT_DEFAULT = 50;
  static final int LIMIT_MAX = 200;

  private final Reads reads;

  ConversationsController(Reads reads) {
    this.reads = reads;
  }

  /** The last turns of a conversation. */
  @Get("/{id}")
  @Operation(
      operationId = "getConversation",
      summary = "The last turns of a conversation",
      description = "Oldest first. 404 when the user has no such conversation.")
  HttpResponse<Conversation> get(
      @Parameter(hidden = true) Caller caller,
      @Parameter(description = "Positions the answer should know, comma-separated.")
          @Header(Headers.AFTER)
          @Nullable String after,
      @Parameter(description = "The application's name of the conversation.") @PathVariable
          String id,
      @Parameter(description = "Whose conversation.", required = true) @QueryValue
          @Nullable String user,
      @Parameter(description = "How many turns at most, 1 to 200; 50 when absent.") @QueryValue
          @Nullable Integer limit) {
    Subject subject = Requests.subject(caller, user);
    int turnsMax = limit == null ? LIMIT_DEFAULT : Requests.within(limit, 1, LIMIT_MAX, "/limit");
    Reading reading = reads.begin(Requests.after(after));
    List<Memory> turns =
        reads.turns(subject, Requests.named(id, "conversation"), turnsMax, reading);
    if (turns.isEmpty()) {
      throw Answers.missing(reading, "conversation");
    }
    return Answers.of(reading, new Conversation(id, turns.stream().map(MemoryView::of).toList()));
  }

  /** A conversation's last turns. */
  @Schema(name = "Conversation", description = "The last turns of a conversation.")
  public record Conversation(
      @Schema(description = "The application's name of the conversation.") String conversation,
      @Schema(description = "Oldest first.") List<MemoryView> turns) {}
}
