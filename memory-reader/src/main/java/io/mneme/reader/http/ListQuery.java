package io.mneme.reader.http;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.read.ReadStore.ListFilter;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /v1/memories}, as it came. */
@Introspected
public record ListQuery(
    @Parameter(description = "Whose memories; required unless scope is shared or global.")
        @QueryValue
        @Nullable String user,
    @Parameter(description = "In place of a user: shared or global.") @QueryValue
        @Nullable String scope,
    @Parameter(description = "Only what lies in this tier: hot, warm or cold.") @QueryValue
        @Nullable String tier,
    @Parameter(description = "Only turns of this conversation.") @QueryValue
        @Nullable String conversation,
    @Parameter(description = "Only what was accepted at this time or later.") @QueryValue
        @Nullable String from,
    @Parameter(description = "Only what was accepted before this time.") @QueryValue
        @Nullable String to,
    @Parameter(description = "What was known at this time, in the words of then; now when absent.")
        @QueryValue("as_of")
        @Nullable String asOf,
    @Parameter(description = "Memories on a page, 1 to 500; 50 when absent.") @QueryValue
        @Nullable Integer limit,
    @Parameter(description = "next_cursor of the page before.") @QueryValue
        @Nullable String cursor) {
  static final int LIMIT_DEFAULT = 50;
  static final int LIMIT_MAX = 500;

  int pageSize() {
    return limit == null ? LIMIT_DEFAULT : Requests.within(limit, 1, LIMIT_MAX, "/limit");
  }

  /**
   * What the list shows.
   *
   * @param at the time it is asked of; what was accepted later is then not shown
   */
  ListFilter filter(@Nullable Instant at) {
    Instant before = time(to, "/to");
    Instant later = at == null ? null : at.plus(1, ChronoUnit.MICROS);
    return new ListFilter(
        tier == null ? null : tier(tier),
        Requests.name(conversation, "/conversation"),
        time(from, "/from"),
        before == null || (later != null && later.isBefore(before)) ? later : before);
  }

  private static Tier tier(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "hot" -> Tier.HOT;
      case "warm" -> Tier.WARM;
      case "cold" -> Tier.COLD;
      default -> throw Requests.invalid("/tier", "\"tier\" must be hot, warm or cold");
    };
  }

  private static @Nullable Instant time(@Nullable String text, String pointer) {
    return text == null ? null : Requests.time(text, pointer);
  }
}
