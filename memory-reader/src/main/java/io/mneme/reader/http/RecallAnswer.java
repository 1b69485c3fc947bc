package io.mneme.reader.http;

import io.mneme.reader.recall.Consistency;
import io.mneme.reader.recall.Reading;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code POST /v1/recall}. */
@Schema(description = "What is remembered, best first, and how good the answer is.")
public record RecallAnswer(
    @Schema(description = "Best first; of equally good ones the older first.")
        List<MemoryView> memories,
    @Schema(description = "applied: knows the writes of Mneme-After; stale: not yet all; none.")
        String consistency,
    @Schema(description = "When stale: events the writer still has before them, if known.")
        @Nullable Long lagEvents,
    @Schema(description = "Level of the degradation ladder, L0 (everything) to L4.")
        String degradation,
    @Schema(description = "What the degradation means for this answer; absent at L0.")
        @Nullable List<String> notices,
    @Schema(description = "Cold memories that could not be read; absent when there are none.")
        @Nullable List<UnavailableView> unavailable,
    @Schema(description = "Model whose vectors were compared.") String model,
    @Schema(description = "The time it answers of; absent for now.") @Nullable Instant asOf) {

  static RecallAnswer of(List<MemoryView> memories, Reading reading, String model) {
    List<String> notices = reading.degradation().notices();
    return new RecallAnswer(
        memories,
        reading.consistency().word(),
        lag(reading.consistency()),
        reading.degradation().level().name(),
        notices.isEmpty() ? null : notices,
        reading.lost().isEmpty() ? null : reading.lost().stream().map(UnavailableView::of).toList(),
        model,
        reading.asOf().orElse(null));
  }

  private static @Nullable Long lag(Consistency consistency) {
    return switch (consistency) {
      case Consistency.None _, Consistency.Applied _ -> null;
      case Consistency.Stale(var events) -> events.isPresent() ? events.getAsLong() : null;
    };
  }
}
