package io.mneme.reader.http;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.mneme.reader.recall.MemoryFilter;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryScope;
import io.mneme.schemas.tier.Tier;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/recall}. */
@Schema(description = "A question to a user's memory.")
public record RecallRequest(
    @Schema(description = "Whose memory; required while scopes has private.") @Nullable String user,
    @Schema(description = "What is asked; at most 8000 chars.", requiredMode = REQUIRED)
        @Nullable String query,
    @Schema(description = "How many memories at most, 1 to 100; 10 when absent.")
        @Nullable Integer k,
    @Schema(
            description =
                "Whose memories: private (the user's), shared (what every user of the tenant may"
                    + " know), global (what everybody may); private and shared when absent. Ranked"
                    + " as one list.")
        @Nullable Set<MemoryScope> scopes,
    @Schema(description = "Which memories may be recalled; applied before ranking.")
        @Nullable Filters filters,
    @Schema(description = "Answer from what was known at this time, RFC 3339; now when absent.")
        @Nullable String asOf,
    @Schema(description = "true: why names every source, also those that spoke against.")
        @Nullable Boolean explain) {
  static final int K_DEFAULT = 10;
  static final int K_MAX = 100;

  int limit() {
    return k == null ? K_DEFAULT : Requests.within(k, 1, K_MAX, "/k");
  }

  MemoryFilter filter() {
    return filters == null ? MemoryFilter.ALL : filters.filter();
  }

  boolean isExplained() {
    return Boolean.TRUE.equals(explain);
  }

  /** Which memories may be recalled. */
  @Schema(name = "RecallFilters", description = "All of these must hold.")
  public record Filters(
      @Schema(description = "Only memories of this kind.") @Nullable MemoryKind kind,
      @Schema(description = "Only turns of this conversation.") @Nullable String conversation,
      @Schema(description = "Only what happened at this time or later.") @Nullable Instant from,
      @Schema(description = "Only what happened before this time.") @Nullable Instant to,
      @Schema(description = "Only memories whose metadata has all of these values.")
          @Nullable Map<String, Object> metadata,
      @Schema(description = "Only memories that lie in one of these tiers.")
          @Nullable Set<Tier> tiers) {

    MemoryFilter filter() {
      if (from != null && to != null && !from.isBefore(to)) {
        throw Requests.invalid("/filters/from", "\"from\" must be before \"to\"");
      }
      return new MemoryFilter(
          kind,
          conversation,
          from,
          to,
          metadata == null ? Map.of() : metadata,
          tiers == null ? Set.of() : tiers);
    }
  }
}
