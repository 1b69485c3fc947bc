package io.mneme.migrator.job;

import static io.mneme.schemas.memory.MemoryStatus.ACTIVE;
import static io.mneme.schemas.memory.MemoryStatus.ARCHIVED;
import static io.mneme.schemas.tier.Tier.COLD;
import static io.mneme.schemas.tier.Tier.HOT;
import static io.mneme.schemas.tier.Tier.WARM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.migrator.job.TierSignal.Changed;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TierPolicyTest {
  private static final Instant BIRTH = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration HOT_FOR = Duration.ofDays(7);
  private static final Duration WARM_UNTIL = Duration.ofDays(30);
  private static final Duration MOVE_TIMEOUT = Duration.ofMinutes(15);
  private static final Duration TICK = Duration.ofMillis(1);
  private final TierPolicy policy = new TierPolicy(HOT_FOR, 3, WARM_UNTIL, 1, MOVE_TIMEOUT);

  @Test
  void aHotMemoryStaysUntilItIsOlderThanHotFor() {
    TrackedMemory memory = born(HOT, ACTIVE);

    assertThat(policy.dueAt(memory)).contains(BIRTH.plus(HOT_FOR));
    assertThat(policy.decide(memory, BIRTH.plus(HOT_FOR))).isEqualTo(new Decision.Stay(memory));
  }

  @Test
  void aHotMemoryOlderThanHotForSinksToWarm() {
    TrackedMemory memory = born(HOT, ACTIVE);
    Instant now = BIRTH.plus(HOT_FOR).plus(TICK);

    assertThat(policy.decide(memory, now))
        .isEqualTo(new Decision.Move(memory.moving(WARM, now), WARM, Reason.AGED));
  }

  @Test
  void twoReadingsAreTooFewToStayHot() {
    TrackedMemory memory = readTimes(born(HOT, ACTIVE), 2);

    Decision decision = policy.decide(memory, BIRTH.plus(HOT_FOR).plus(TICK));

    assertThat(decision).isInstanceOf(Decision.Move.class);
  }

  @Test
  void threeReadingsEarnAnotherHotPeriodWhichBeginsWithNothingRead() {
    TrackedMemory memory = readTimes(born(HOT, ACTIVE), 3);

    Decision decision = policy.decide(memory, BIRTH.plus(HOT_FOR).plus(TICK));

    assertThat(decision).isEqualTo(new Decision.Stay(memory.renewedFrom(BIRTH.plus(HOT_FOR))));
    assertThat(decision.memory().accesses()).isZero();
    assertThat(policy.dueAt(decision.memory())).contains(BIRTH.plus(HOT_FOR.multipliedBy(2)));
  }

  @Test
  void aMemoryOnceReadOftenSinksAfterTheFirstPeriodInWhichItIsNot() {
    TrackedMemory renewed =
        policy.decide(readTimes(born(HOT, ACTIVE), 3), BIRTH.plus(HOT_FOR).plus(TICK)).memory();

    Instant secondPeriodEnds = BIRTH.plus(HOT_FOR.multipliedBy(2));

    assertThat(policy.decide(renewed, secondPeriodEnds)).isInstanceOf(Decision.Stay.class);
    assertThat(policy.decide(renewed, secondPeriodEnds.plus(TICK)))
        .isInstanceOf(Decision.Move.class);
  }

  @Test
  void aWarmMemorySinksToColdOnceItIsOlderThanWarmUntil() {
    TrackedMemory memory = born(WARM, ACTIVE);
    Instant now = BIRTH.plus(WARM_UNTIL).plus(TICK);

    assertThat(policy.decide(memory, BIRTH.plus(WARM_UNTIL))).isEqualTo(new Decision.Stay(memory));
    assertThat(policy.decide(memory, now))
        .isEqualTo(new Decision.Move(memory.moving(COLD, now), COLD, Reason.AGED));
  }

  @Test
  void theAgeOfAWarmMemoryCountsFromItsBirthAndNotFromItsSinking() {
    TrackedMemory sunk =
        born(HOT, ACTIVE).after(new Changed(ACTIVE, WARM, BIRTH, BIRTH.plus(Duration.ofDays(8))));

    assertThat(policy.dueAt(sunk)).contains(BIRTH.plus(WARM_UNTIL));
  }

  @Test
  void readingsDoNotHoldAWarmMemory() {
    TrackedMemory memory = readTimes(born(WARM, ACTIVE), 10);

    assertThat(policy.decide(memory, BIRTH.plus(WARM_UNTIL).plus(TICK)))
        .isInstanceOf(Decision.Move.class);
  }

  @Test
  void anArchivedMemoryGoesColdAtOnceFromAnyTier() {
    Instant now = BIRTH.plus(TICK);

    for (Tier tier : new Tier[] {HOT, WARM}) {
      TrackedMemory memory = readTimes(born(tier, ARCHIVED), 5);
      assertThat(policy.decide(memory, now))
          .isEqualTo(new Decision.Move(memory.moving(COLD, now), COLD, Reason.ARCHIVED));
    }
  }

  @Test
  void aColdMemoryIsNeverDue() {
    TrackedMemory memory = born(COLD, ACTIVE);

    assertThat(policy.dueAt(memory)).isEmpty();
    assertThat(policy.decide(memory, BIRTH.plus(Duration.ofDays(3650))))
        .isEqualTo(new Decision.Stay(memory));
  }

  @Test
  void aColdMemoryThatIsReadRises() {
    TrackedMemory memory = born(COLD, ACTIVE);
    Instant now = BIRTH.plus(Duration.ofDays(50));

    Decision decision = policy.read(memory, now, now);

    assertThat(decision)
        .isEqualTo(new Decision.Move(memory.readAt(now).moving(HOT, now), HOT, Reason.ACCESSED));
  }

  @Test
  void aMemoryOnItsWayUpIsNotSentAgainHoweverManyReadIt() {
    Instant now = BIRTH.plus(Duration.ofDays(50));
    TrackedMemory rising = policy.read(born(COLD, ACTIVE), now, now).memory();

    assertThat(policy.read(rising, now.plusSeconds(1), now.plusSeconds(1)))
        .isInstanceOf(Decision.Stay.class);
  }

  @Test
  void aRepeatedReadingCountsOnceAndRaisesNothing() {
    Instant served = BIRTH.plus(Duration.ofDays(50));
    TrackedMemory memory = born(COLD, ACTIVE).readAt(served);

    assertThat(policy.read(memory, served, served)).isEqualTo(new Decision.Stay(memory));
  }

  @Test
  void anArchivedMemoryIsServedFromColdAndStaysThere() {
    Instant now = BIRTH.plus(Duration.ofDays(50));

    assertThat(policy.read(born(COLD, ARCHIVED), now, now)).isInstanceOf(Decision.Stay.class);
  }

  @Test
  void theAgeBeginsAnewWithAPromotionSoThatItDoesNotBounceBack() {
    Instant promoted = BIRTH.plus(Duration.ofDays(50));
    TrackedMemory memory = born(COLD, ACTIVE).after(new Changed(ACTIVE, HOT, BIRTH, promoted));

    assertThat(policy.dueAt(memory)).contains(promoted.plus(HOT_FOR));
    assertThat(policy.decide(memory, promoted.plus(HOT_FOR))).isInstanceOf(Decision.Stay.class);
    assertThat(policy.decide(memory, promoted.plus(HOT_FOR).plus(TICK)))
        .isInstanceOf(Decision.Move.class);
  }

  @Test
  void afterAPromotionWarmLastsAsLongAsAfterABirth() {
    Instant promoted = BIRTH.plus(Duration.ofDays(50));
    TrackedMemory sunkAgain =
        born(COLD, ACTIVE)
            .after(new Changed(ACTIVE, HOT, BIRTH, promoted))
            .after(new Changed(ACTIVE, WARM, BIRTH, promoted.plus(Duration.ofDays(8))));

    assertThat(policy.dueAt(sunkAgain)).contains(promoted.plus(WARM_UNTIL));
  }

  @Test
  void aDecidedMoveIsAwaitedUntilTheTimeoutAndThenDecidedAgain() {
    Instant decided = BIRTH.plus(Duration.ofDays(8));
    TrackedMemory sinking = policy.decide(born(HOT, ACTIVE), decided).memory();
    Instant later = decided.plus(MOVE_TIMEOUT).plus(TICK);

    assertThat(policy.decide(sinking, decided.plus(MOVE_TIMEOUT)))
        .isEqualTo(new Decision.Stay(sinking));
    assertThat(policy.decide(sinking, later))
        .isEqualTo(new Decision.Move(sinking.moving(WARM, later), WARM, Reason.AGED));
  }

  @Test
  void aPromotionThatNeverCameBackIsForgottenSoThatTheNextReadingDecidesAnew() {
    Instant read = BIRTH.plus(Duration.ofDays(50));
    TrackedMemory rising = policy.read(born(COLD, ACTIVE), read, read).memory();
    Instant later = read.plus(MOVE_TIMEOUT).plus(TICK);

    Decision atTimeout = policy.decide(rising, later);

    assertThat(atTimeout).isEqualTo(new Decision.Stay(rising.settled()));
    assertThat(policy.read(atTimeout.memory(), later, later)).isInstanceOf(Decision.Move.class);
  }

  @Test
  void aMoveSeenToBeMadeIsNoLongerAwaited() {
    Instant decided = BIRTH.plus(Duration.ofDays(8));
    TrackedMemory sinking = policy.decide(born(HOT, ACTIVE), decided).memory();

    TrackedMemory sunk = sinking.after(new Changed(ACTIVE, WARM, BIRTH, decided));

    assertThat(sunk.pending()).isNull();
  }

  @Test
  void aCorrectionOnTheWayDoesNotEndTheWait() {
    Instant decided = BIRTH.plus(Duration.ofDays(8));
    TrackedMemory sinking = policy.decide(born(HOT, ACTIVE), decided).memory();

    TrackedMemory corrected = sinking.after(new Changed(ACTIVE, HOT, BIRTH, decided));

    assertThat(corrected.pending()).isEqualTo(sinking.pending());
  }

  @Test
  void aPolicyThatCannotBeMeantIsRefused() {
    assertThatThrownBy(() -> new TierPolicy(WARM_UNTIL, 3, HOT_FOR, 1, MOVE_TIMEOUT))
        .hasMessageContaining("warm-until");
    assertThatThrownBy(() -> new TierPolicy(Duration.ZERO, 3, WARM_UNTIL, 1, MOVE_TIMEOUT))
        .hasMessageContaining("hot-for");
    assertThatThrownBy(() -> new TierPolicy(HOT_FOR, 0, WARM_UNTIL, 1, MOVE_TIMEOUT))
        .hasMessageContaining("hot-accesses-min");
    assertThatThrownBy(() -> new TierPolicy(HOT_FOR, 3, WARM_UNTIL, 1, Duration.ZERO))
        .hasMessageContaining("move-timeout");
  }

  private static TrackedMemory born(Tier tier, MemoryStatus status) {
    return TrackedMemory.first(new Changed(status, tier, BIRTH, BIRTH));
  }

  private static TrackedMemory readTimes(TrackedMemory memory, int times) {
    TrackedMemory read = memory;
    for (int i = 1; i <= times; i++) {
      read = read.readAt(BIRTH.plus(Duration.ofHours(i)));
    }
    return read;
  }
}
