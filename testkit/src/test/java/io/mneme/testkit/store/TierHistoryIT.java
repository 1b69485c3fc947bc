package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Position;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.postgres.PostgresTierHistory;
import io.mneme.storage.tier.TierHistory;
import io.mneme.storage.tier.TierHistory.Noted;
import io.mneme.storage.tier.TierHistory.Share;
import io.mneme.storage.tier.TierStore.Holding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TierHistoryIT {
  private static final Instant MIDNIGHT = Instant.parse("2026-10-20T00:00:00Z");
  private static PostgresWorld world;

  private Stores stores;
  private TierHistory history;

  @BeforeAll
  static void openWorld() {
    world = new PostgresWorld();
  }

  @AfterAll
  static void closeWorld() {
    world.close();
  }

  @BeforeEach
  void open() {
    stores = world.open();
    history = new PostgresTierHistory(world.mover());
  }

  @Test
  void the_shares_of_all_tenants_are_the_whole_of_each_tier() {
    Memory first = Samples.fact(ADA, new Position(0, 0), "one");
    Memory second = Samples.fact(ADA, new Position(0, 1), "two");
    Memory others = Samples.fact(EVE, new Position(0, 2), "another tenant's");
    stores.write().commit(batch(0, 0).remember(first).remember(second).remember(others).build());
    stores.tiers().move(List.of(Samples.move(second, Tier.HOT, Tier.COLD)));

    List<Share> shares = history.now();

    assertThat(shares).extracting(Share::tenant).containsExactly("acme", "acme", "other-tenant");
    for (Tier tier : List.of(Tier.HOT, Tier.COLD)) {
      Holding whole = Objects.requireNonNull(stores.tiers().holdings().get(tier));
      assertThat(shares)
          .filteredOn(share -> share.tier() == tier)
          .extracting(Share::holding)
          .satisfies(parts -> {
            assertThat(parts.stream().mapToLong(Holding::memories).sum())
                .isEqualTo(whole.memories());
            assertThat(parts.stream().mapToLong(Holding::bytes).sum())
                .isBetween(whole.bytes() - 2, whole.bytes() + 2);
          });
    }
  }

  @Test
  void an_hour_is_noted_once_and_of_old_ones_the_midnights_stay() {
    Memory memory = Samples.fact(ADA, new Position(0, 0), "one");
    stores.write().commit(batch(0, 0).remember(memory).build());
    Instant later = MIDNIGHT.plus(Duration.ofHours(1));
    history.note(MIDNIGHT);
    history.note(later);
    stores
        .write()
        .commit(batch(0, 1).remember(Samples.fact(ADA, new Position(0, 1), "two")).build());
    history.note(later);

    assertThat(history.since(MIDNIGHT))
        .extracting(noted -> noted.hour() + " " + noted.share().holding().memories())
        .containsExactly(MIDNIGHT + " 1", later + " 1");
    Instant muchLater = MIDNIGHT.plus(Duration.ofDays(15));
    history.note(muchLater);
    assertThat(history.since(MIDNIGHT))
        .extracting(Noted::hour)
        .containsExactly(MIDNIGHT, muchLater);
    assertThat(history.since(muchLater)).hasSize(1);
  }
}
