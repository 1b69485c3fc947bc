package io.mneme.migrator.job;

import io.mneme.migrator.job.TrackedMemory.Queue;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules of sinking and rising. Pure: the same memory and the same moment give the same answer.
 *
 * <ul>
 *   <li>hot to warm: older than {@code hotFor} and read fewer than {@code hotAccessesMin} times in
 *       that time; one read often enough has earned another {@code hotFor}
 *   <li>warm to cold: older than {@code warmUntil}
 *   <li>archived: to cold at once, from any tier, and it stays there
 *   <li>cold to hot: when it was read so often since it went cold
 * </ul>
 *
 * @param hotFor age up to which a memory stays hot whether it is read or not
 * @param hotAccessesMin readings within {@code hotFor} that keep it hot for as long again
 * @param warmUntil age, from the same beginning, up to which it stays warm
 * @param coldAccessesMin readings that make a cold memory hot
 * @param moveTimeout after which a decided move that never came back as a change is decided again
 */
public record TierPolicy(
    Duration hotFor,
    int hotAccessesMin,
    Duration warmUntil,
    int coldAccessesMin,
    Duration moveTimeout) {

  public TierPolicy {
    requirePositive("hot-for", hotFor);
    requirePositive("move-timeout", moveTimeout);
    requireReadings("hot-accesses-min", hotAccessesMin);
    requireReadings("cold-accesses-min", coldAccessesMin);
    if (warmUntil.compareTo(hotFor) < 0) {
      throw new IllegalArgumentException(
          "warm-until (%s) is an age, so it must not be below hot-for (%s)"
              .formatted(warmUntil, hotFor));
    }
  }

  /** When a pass will look at this memory again; empty when only a reading or a change can. */
  Optional<Instant> dueAt(TrackedMemory memory) {
    return memory.waiting().map(waiting -> waiting.since().plus(patience(waiting.queue())));
  }

  /** How long a memory may stand in a queue before it is due. */
  Duration patience(Queue queue) {
    return switch (queue) {
      case ARCHIVED -> Duration.ZERO;
      case MOVING -> moveTimeout;
      case HOT -> hotFor;
      case WARM -> warmUntil;
    };
  }

  /** What is to happen with this memory as time stands. */
  Decision decide(TrackedMemory memory, Instant now) {
    Optional<Instant> dueAt = dueAt(memory);
    if (dueAt.isEmpty() || !now.isAfter(dueAt.get())) {
      return new Decision.Stay(memory);
    }
    return switch (memory.waiting().orElseThrow().queue()) {
      case ARCHIVED -> move(memory, Tier.COLD, Reason.ARCHIVED, now);
      case MOVING -> decide(memory.settled(), now);
      case HOT ->
          memory.accesses() < hotAccessesMin
              ? move(memory, Tier.WARM, Reason.AGED, now)
              : new Decision.Stay(memory.renewedFrom(dueAt.get()));
      case WARM -> move(memory, Tier.COLD, Reason.AGED, now);
    };
  }

  /** What is to happen because this memory was read. */
  Decision read(TrackedMemory memory, Instant servedAt, Instant now) {
    TrackedMemory read = memory.readAt(servedAt);
    boolean rises =
        !read.equals(memory)
            && read.tier() == Tier.COLD
            && read.accesses() >= coldAccessesMin
            && read.status() == MemoryStatus.ACTIVE
            && read.pending() == null;
    return rises ? move(read, Tier.HOT, Reason.ACCESSED, now) : new Decision.Stay(read);
  }

  private static Decision move(TrackedMemory memory, Tier to, Reason reason, Instant now) {
    return new Decision.Move(memory.moving(to, now), to, reason);
  }

  private static void requireReadings(String name, int readings) {
    if (readings < 1) {
      throw new IllegalArgumentException(name + " must be at least 1");
    }
  }

  private static void requirePositive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(name + " must be longer than nothing, not " + duration);
    }
  }
}
