package io.mneme.migrator.job;

import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the job remembers of one memory: enough to decide where it belongs, and nothing of what it
 * says.
 *
 * @param tier where it lies, by the last change announced
 * @param status active or archived
 * @param agesFrom where its age begins: creation, the last change of a hot memory (its promotion
 *     among them), or the start of the hot period it has earned by being read
 * @param accesses how often it was read in its present stay or hot period
 * @param lastAccess the latest reading counted; an earlier or equal one is a repeat
 * @param pending a move decided and not yet seen to be made
 */
record TrackedMemory(
    Tier tier,
    MemoryStatus status,
    Instant agesFrom,
    int accesses,
    @Nullable Instant lastAccess,
    @Nullable Pending pending) {

  /** A move on its way through {@code mneme.tier-moves}. */
  record Pending(Tier to, Instant decidedAt) {}

  /** What a memory waits for, each kind in a queue of its own, ordered by the wait's beginning. */
  enum Queue {
    /** Archived and not cold yet. */
    ARCHIVED,
    /** A decided move has not come back as a change. */
    MOVING,
    /** Hot, and growing older. */
    HOT,
    /** Warm, and growing older. */
    WARM
  }

  /** The queue a memory stands in, and since when. */
  record Waiting(Queue queue, Instant since) {}

  /** The first change the job hears of a memory. */
  static TrackedMemory first(TierSignal.Changed change) {
    return new TrackedMemory(
        change.tier(), change.status(), ageStart(change, change.createdAt()), 0, null, null);
  }

  /** After another change. The last record of the log is believed, as compaction does. */
  TrackedMemory after(TierSignal.Changed change) {
    boolean moved = change.tier() != tier;
    return new TrackedMemory(
        change.tier(),
        change.status(),
        ageStart(change, agesFrom),
        moved ? 0 : accesses,
        lastAccess,
        moved ? null : pending);
  }

  /** After a reading; the same memory when this reading was counted before. */
  TrackedMemory readAt(Instant servedAt) {
    return lastAccess != null && !servedAt.isAfter(lastAccess)
        ? this
        : new TrackedMemory(tier, status, agesFrom, accesses + 1, servedAt, pending);
  }

  /** A new hot period begins, with nothing read in it yet. */
  TrackedMemory renewedFrom(Instant periodStart) {
    return new TrackedMemory(tier, status, periodStart, 0, lastAccess, pending);
  }

  TrackedMemory moving(Tier to, Instant decidedAt) {
    return new TrackedMemory(
        tier, status, agesFrom, accesses, lastAccess, new Pending(to, decidedAt));
  }

  TrackedMemory settled() {
    return new TrackedMemory(tier, status, agesFrom, accesses, lastAccess, null);
  }

  /** What it waits for; empty for a cold memory at rest, which only a reading wakes. */
  Optional<Waiting> waiting() {
    if (pending != null) {
      return Optional.of(new Waiting(Queue.MOVING, pending.decidedAt()));
    }
    return switch (tier) {
      case COLD -> Optional.empty();
      case HOT -> Optional.of(new Waiting(archivedOr(Queue.HOT), agesFrom));
      case WARM -> Optional.of(new Waiting(archivedOr(Queue.WARM), agesFrom));
    };
  }

  private Queue archivedOr(Queue queue) {
    return status == MemoryStatus.ARCHIVED ? Queue.ARCHIVED : queue;
  }

  /** A change of a hot memory makes it young again; in the other tiers the age goes on. */
  private static Instant ageStart(TierSignal.Changed change, Instant known) {
    boolean younger = change.tier() == Tier.HOT && change.updatedAt().isAfter(known);
    return younger ? change.updatedAt() : known;
  }
}
