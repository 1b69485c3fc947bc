package io.mneme.migrator.job;

import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What the job hears: a memory changed, is gone, or was served. Times are cut to milliseconds, as
 * the state keeps them, so that a repeat is recognised as one.
 */
sealed interface TierSignal {

  /**
   * The part of a record of {@code mneme.changes} that decides where a memory lies. Text and vector
   * are skipped, not read.
   *
   * @param status an archived memory belongs in the cold tier
   * @param tier where it lies now
   * @param createdAt when the gateway accepted its event
   * @param updatedAt when its last change was decided: birth, correction or move
   */
  record Changed(MemoryStatus status, Tier tier, Instant createdAt, Instant updatedAt)
      implements TierSignal {
    public Changed {
      Objects.requireNonNull(status, "status is missing");
      Objects.requireNonNull(tier, "tier is missing");
      Objects.requireNonNull(createdAt, "times.created_at is missing");
      Objects.requireNonNull(updatedAt, "times.updated_at is missing");
      createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
      updatedAt = updatedAt.truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /** A tombstone of {@code mneme.changes}: the memory is in no tier any more. */
  record Gone() implements TierSignal {}

  /** An answer of {@code mneme.recalls} served these memories of the record's subject. */
  record Recalled(Instant servedAt, List<UUID> memoryIds) implements TierSignal {
    public Recalled {
      servedAt = servedAt.truncatedTo(ChronoUnit.MILLIS);
    }
  }
}
