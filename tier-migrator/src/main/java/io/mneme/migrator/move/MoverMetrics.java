package io.mneme.migrator.move;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.tier.TierStore.MoveOutcome;
import java.util.Locale;

/** The mover's figures: {@code mneme_tier_moves_total} and {@code mneme_tier_move_misses_total}. */
public final class MoverMetrics {
  private final MeterRegistry meters;
  private final Counter overtaken;

  public MoverMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.overtaken =
        Counter.builder("mneme.tier.announcements.overtaken")
            .description("announcements repeated because the writer changed the memory meanwhile")
            .register(meters);
  }

  void counted(MoveOutcome outcome) {
    switch (outcome) {
      case MoveOutcome.Moved moved -> moved(moved.move());
      case MoveOutcome.Elsewhere _ -> missed("elsewhere");
      case MoveOutcome.Gone _ -> missed("gone");
      case MoveOutcome.Unreadable _ -> missed("unreadable");
    }
  }

  void overtaken(int announcements) {
    overtaken.increment(announcements);
  }

  private void moved(TierMove move) {
    Counter.builder("mneme.tier.moves")
        .description("memories moved")
        .tag("from", word(move.from()))
        .tag("to", word(move.to()))
        .tag("reason", word(move.reason()))
        .register(meters)
        .increment();
  }

  private void missed(String why) {
    Counter.builder("mneme.tier.move.misses")
        .description("moves that found nothing to move where they looked")
        .tag("why", why)
        .register(meters)
        .increment();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
