package io.mneme.migrator.move;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.tier.TierStore.MoveOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The mover's figures: what it moved, how old that was, and what it found nowhere. */
public final class MoverMetrics {
  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** An hour, the days around the usual ages of 7 and 30, then a year and more. */
  private static final double[] AGE_DAYS = {
    1 / 24.0, 1, 2, 4, 7, 8, 10, 14, 21, 30, 31, 37, 45, 60, 90, 180, 365, 730
  };

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
      case MoveOutcome.Moved moved -> moved(moved.move(), moved.memory().times().createdAt());
      case MoveOutcome.Elsewhere _ -> missed("elsewhere");
      case MoveOutcome.Gone _ -> missed("gone");
      case MoveOutcome.Unreadable _ -> missed("unreadable");
    }
  }

  void overtaken(int announcements) {
    overtaken.increment(announcements);
  }

  private void moved(TierMove move, Instant createdAt) {
    Counter.builder("mneme.tier.moves")
        .description("memories moved")
        .tag("from", word(move.from()))
        .tag("to", word(move.to()))
        .tag("reason", word(move.reason()))
        .register(meters)
        .increment();
    DistributionSummary.builder("mneme.tier.move.age.days")
        .description("days since its birth when the move of a memory was decided")
        .tag("from", word(move.from()))
        .tag("to", word(move.to()))
        .serviceLevelObjectives(AGE_DAYS)
        .register(meters)
        .record(Duration.between(createdAt, move.decidedAt()).toMillis() / DAY_MILLIS);
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
