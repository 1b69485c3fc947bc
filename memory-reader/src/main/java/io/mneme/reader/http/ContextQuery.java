package io.mneme.reader.http;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.mneme.platform.http.Caller;
import io.mneme.reader.context.Contexts.Wanted;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /v1/context}, as it came. */
@Introspected
public record ContextQuery(
    @Parameter(description = "Whose memory.", required = true) @QueryValue @Nullable String user,
    @Parameter(description = "Whose last turns are the working memory.") @QueryValue
        @Nullable String conversation,
    @Parameter(description = "What the memories should be about; the last turn when absent.")
        @QueryValue
        @Nullable String query,
    @Parameter(description = "Budget of the text, 50 to 32000; 1500 when absent.") @QueryValue
        @Nullable Integer tokens,
    @Parameter(
            description =
                "true: with the turns of the conversation that are in the log and not derived yet;"
                    + " a stale answer has them anyway.")
        @QueryValue
        @Nullable Boolean tail,
    @Parameter(
            description =
                "Whose memories, comma-separated: private, shared, global; private and shared when"
                    + " absent.")
        @QueryValue
        @Nullable String scopes,
    @Parameter(description = "Answer from what was known at this time; now when absent.")
        @QueryValue("as_of")
        @Nullable String asOf) {
  static final int TOKENS_MIN = 50;
  static final int TOKENS_MAX = 32_000;
  static final int TOKENS_DEFAULT = 1_500;

  Wanted wanted(Caller caller) {
    var subject = Requests.subject(caller, user);
    if (conversation == null) {
      Requests.present(query, "/query");
    }
    return new Wanted(
        subject,
        Requests.name(conversation, "/conversation"),
        query == null || query.isBlank() ? null : Requests.query(query),
        tokens == null
            ? TOKENS_DEFAULT
            : Requests.within(tokens, TOKENS_MIN, TOKENS_MAX, "/tokens"),
        Boolean.TRUE.equals(tail),
        Requests.owners(caller, user, Requests.scopes(scopes)));
  }
}
