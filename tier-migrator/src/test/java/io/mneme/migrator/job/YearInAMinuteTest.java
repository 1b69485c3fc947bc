package io.mneme.migrator.job;

import static io.mneme.schemas.tier.Tier.COLD;
import static io.mneme.schemas.tier.Tier.HOT;
import static io.mneme.schemas.tier.Tier.WARM;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Subject;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.schemas.tier.TierMove.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every rule of the tiers at its boundary: a millisecond before it does not hold, after it does.
 */
final class YearInAMinuteTest {
  private static final Subject ANNA = new Subject("acme", "anna");
  private static final Subject GUS = new Subject("globex", "gus");
  private static final TierPolicy GLOBEX =
      new TierPolicy(Duration.ofDays(2), 1, Duration.ofDays(10), 3, Duration.ofMinutes(15));
  private static final Duration TICK = Duration.ofMillis(1);
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir private Path stateDir;
  private @Nullable YearWorld begun;

  @AfterEach
  void close() {
    Objects.requireNonNull(begun).close();
  }

  @Test
  void anUnreadMemorySinksAfterSevenDaysAndAfterThirty() {
    YearWorld world = begin(_ -> {});
    UUID unread = world.remember(ANNA, 1);
    UUID readTwice = world.remember(ANNA, 2);
    world.until(days(1));
    world.read(readTwice);
    world.until(days(2));
    world.read(readTwice);

    assertTurns(world, unread, days(7), HOT, WARM);
    assertThat(world.tierOf(readTwice)).isEqualTo(WARM);
    assertTurns(world, unread, days(30), WARM, COLD);
    assertThat(world.tierOf(readTwice)).isEqualTo(COLD);
    world.until(YEAR);
    assertThat(world.movesOf(unread)).hasSize(2);
  }

  @Test
  void threeReadingsEarnSevenMoreDaysAndTheAgeCountsFromThem() {
    YearWorld world = begin(_ -> {});
    UUID id = world.remember(ANNA, 1);
    for (int day = 1; day <= 3; day++) {
      world.until(days(day));
      world.read(id);
    }

    world.until(days(7).plus(TICK));
    assertThat(world.tierOf(id)).isEqualTo(HOT);
    assertTurns(world, id, days(14), HOT, WARM);
    assertTurns(world, id, days(37), WARM, COLD);
  }

  @Test
  void aMemoryReadEverySecondDayStaysHotAllYear() {
    UUID id = new UUID(0x5000, 1);
    YearWorld world =
        begin(w -> {
          if (w.age().toDays() % 2 == 0) {
            w.read(id);
          }
        });
    world.remember(ANNA, 1);

    world.until(YEAR);

    assertThat(world.tierOf(id)).isEqualTo(HOT);
    assertThat(world.movesOf(id)).isEmpty();
  }

  @Test
  void aCorrectionMakesAHotMemoryYoungAndAWarmOneNot() {
    YearWorld world = begin(_ -> {});
    UUID correctedHot = world.remember(ANNA, 1);
    UUID correctedWarm = world.remember(ANNA, 2);
    world.until(days(5));
    world.correct(correctedHot);

    assertTurns(world, correctedHot, days(12), HOT, WARM);
    world.until(days(20));
    world.correct(correctedWarm);
    assertTurns(world, correctedWarm, days(30), WARM, COLD);
    assertTurns(world, correctedHot, days(35), WARM, COLD);
  }

  @Test
  void anArchivedMemoryGoesColdAtTheNextPassAndStaysThereHoweverOftenItIsRead() {
    YearWorld world = begin(_ -> {});
    UUID hot = world.remember(ANNA, 1);
    UUID warm = world.remember(ANNA, 2);
    world.until(days(3));
    world.archive(hot);
    assertTurns(world, hot, days(3), HOT, COLD);
    world.until(days(9));
    world.archive(warm);
    assertTurns(world, warm, days(9), WARM, COLD);

    world.until(days(200));
    world.readByMany(hot, 20);
    world.until(YEAR);

    assertThat(world.tierOf(hot)).isEqualTo(COLD);
    assertThat(world.movesOf(hot)).extracting(TierMove::reason).containsExactly(Reason.ARCHIVED);
  }

  @Test
  void aColdMemoryReadByTwentyRisesOnceAndSinksAgainLikeANewOne() {
    YearWorld world = begin(_ -> {});
    UUID id = world.remember(ANNA, 1);
    world.until(days(100));
    assertThat(world.tierOf(id)).isEqualTo(COLD);

    world.readByMany(id, 20);

    assertThat(world.tierOf(id)).isEqualTo(HOT);
    assertThat(world.movesOf(id)).filteredOn(move -> move.reason() == Reason.ACCESSED).hasSize(1);
    assertTurns(world, id, days(107), HOT, WARM);
    assertTurns(world, id, days(130), WARM, COLD);
  }

  @Test
  void whereARisingNeedsThreeReadingsTwoDoNothingHoweverFarApart() {
    YearWorld world = begin(_ -> {});
    UUID id = world.remember(GUS, 1);
    world.until(days(20));
    world.read(id);
    world.until(days(200));
    world.read(id);
    assertThat(world.tierOf(id)).isEqualTo(COLD);

    world.until(days(300));
    world.read(id);

    assertThat(world.tierOf(id)).isEqualTo(HOT);
  }

  @Test
  void aForgottenMemoryIsNeverMovedAgain() {
    YearWorld world = begin(_ -> {});
    UUID id = world.remember(ANNA, 1);
    world.until(days(6));
    world.forget(id);

    world.until(YEAR);

    assertThat(world.movesOf(id)).isEmpty();
  }

  @Test
  void anotherTenantLivesByItsOwnRulesBesideThem() {
    YearWorld world = begin(_ -> {});
    UUID hers = world.remember(ANNA, 1);
    UUID his = world.remember(GUS, 2);
    UUID readOnce = world.remember(GUS, 3);
    world.until(days(1));
    world.read(readOnce);

    assertTurns(world, his, days(2), HOT, WARM);
    assertThat(world.tierOf(readOnce)).isEqualTo(HOT);
    assertTurns(world, readOnce, days(4), HOT, WARM);
    assertTurns(world, hers, days(7), HOT, WARM);
    assertTurns(world, his, days(10), WARM, COLD);
    assertTurns(world, readOnce, days(12), WARM, COLD);
    assertTurns(world, hers, days(30), WARM, COLD);
  }

  private YearWorld begin(Consumer<YearWorld> eachDay) {
    TierPolicies policies = new TierPolicies(JobWorld.POLICY, Map.of("globex", GLOBEX));
    begun = new YearWorld(stateDir, policies, eachDay);
    return begun;
  }

  /** Up to and at this age it lies in one tier, a millisecond older in the other. */
  private static void assertTurns(YearWorld world, UUID id, Duration age, Tier before, Tier after) {
    world.until(age.minus(TICK));
    assertThat(world.tierOf(id)).as("a millisecond before %s", age).isEqualTo(before);
    world.until(age);
    assertThat(world.tierOf(id)).as("at %s", age).isEqualTo(before);
    world.until(age.plus(TICK));
    assertThat(world.tierOf(id)).as("a millisecond after %s", age).isEqualTo(after);
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
