package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.EVE;
import static io.mneme.testkit.store.Samples.START;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Position;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.cold.ColdObject;
import io.mneme.storage.cold.Gathering;
import io.mneme.storage.postgres.PostgresUpkeep;
import io.mneme.storage.read.ErasureReceipt;
import io.mneme.storage.tier.Upkeep;
import io.mneme.storage.write.CommitResult.Committed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done once in a while, and that it harms nothing. */
final class PostgresUpkeepIT {
  private static final Duration GRACE = Duration.ofMinutes(5);
  private static PostgresWorld world;

  private Stores stores;
  private Upkeep upkeep;

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
    upkeep = new PostgresUpkeep(world.mover(), stores.objects(), waits(Duration.ZERO));
    upkeep.run(START); // another test may have been where these months are long past
  }

  @Test
  void a_forgotten_memory_is_gone_from_the_archive_and_its_neighbours_stay() throws IOException {
    Memory kept = fact(ADA, at(0), "kept");
    Memory forgotten = fact(ADA, at(1), "canary");
    Memory others = fact(BOB, at(2), "another subject's");
    archive(kept, forgotten, others);
    commit(batch(0, 3).forget(forgotten));
    Memory before = stores.read().find(ADA, kept.memoryId()).orElseThrow();

    Upkeep.Done first = upkeep.run(START);
    Upkeep.Done second = upkeep.run(START);
    Upkeep.Done third = upkeep.run(START);

    assertThat(first).extracting(Upkeep.Done::objectsRewritten).isEqualTo(1);
    assertThat(second).extracting(Upkeep.Done::objectsRemoved).isEqualTo(1);
    assertThat(third).isEqualTo(new Upkeep.Done(0, 0, 0, 0, 0, 0, 0));
    assertThat(archivedTexts()).containsExactlyInAnyOrder("kept", "another subject's");
    assertThat(stores.read().find(ADA, kept.memoryId())).contains(before);
    assertThat(stores.read().find(BOB, others.memoryId())).isPresent();
    assertThat(stores.read().revision(ADA)).as("nothing changed for a reader").isEqualTo(5);
  }

  @Test
  void a_receipt_waits_for_every_object_that_held_it_or_may_have_held_it() {
    Memory promoted = fact(ADA, at(0), "canary that rose");
    Memory neighbour = fact(BOB, at(1), "another subject's");
    archive(promoted, neighbour);
    stores.tiers().move(List.of(move(promoted, Tier.COLD, Tier.HOT)));
    commit(batch(0, 2).forgetOnRequest(promoted));
    assertThat(receipt(2).objects().count()).as("as far as the stubs know").isZero();

    Upkeep.Done first = upkeep.run(START);
    ErasureReceipt traced = receipt(2);
    Upkeep.Done second = upkeep.run(START);

    assertThat(first.erasuresDone()).isZero();
    assertThat(traced.objects().count()).isEqualTo(1);
    assertThat(traced.objects().doneAt()).isNull();
    assertThat(traced.objects().expectedAt())
        .isEqualTo(traced.rows().doneAt().plus(Duration.ofMinutes(30)));
    assertThat(second.erasuresDone()).isEqualTo(1);
    assertThat(receipt(2).objects().doneAt()).isNotNull();
    assertThat(upkeep.run(START).erasuresDone()).as("once").isZero();
  }

  @Test
  void a_receipt_is_not_complete_before_a_move_that_was_under_way_must_have_ended() {
    Memory one = fact(ADA, at(0), "one");
    commit(batch(0, 0).remember(one).forgetOnRequest(one));
    Upkeep patient = new PostgresUpkeep(world.mover(), stores.objects(), waits(GRACE));

    assertThat(patient.run(START).erasuresDone()).isZero();

    assertThat(receipt(1).objects().doneAt()).isNull();
    assertThat(receipt(1).objects().expectedAt()).isAfter(receipt(1).rows().doneAt().plus(GRACE));
  }

  @Test
  void a_receipt_does_not_wait_for_another_tenants_objects() {
    Memory strangers = fact(EVE, at(0), "another tenant's");
    archive(strangers);
    commit(batch(0, 1).forget(strangers).forgetNothing(ADA, strangers.memoryId()));
    stores.objects().keys().forEach(stores.objects()::damage);

    assertThat(upkeep.run(START).erasuresDone()).isEqualTo(1);
    assertThat(receipt(2).objects().count()).isZero();
  }

  @Test
  void an_object_all_of_whose_memories_rose_again_is_removed() {
    Memory one = fact(ADA, at(0), "one");
    archive(one);
    stores.tiers().move(List.of(move(one, Tier.COLD, Tier.HOT)));

    assertThat(upkeep.run(START).objectsRemoved()).isEqualTo(1);

    assertThat(stores.objects().keys()).isEmpty();
    assertThat(stores.read().find(ADA, one.memoryId())).isPresent();
  }

  @Test
  void an_object_written_by_a_mover_that_died_before_the_switch_is_removed() {
    Memory one = fact(ADA, at(0), "one");
    archive(one);
    stores.tiers().move(List.of(move(one, Tier.COLD, Tier.HOT)));
    world.execute("update cold_object set state = 'written'");

    assertThat(upkeep.run(START).objectsRemoved()).isEqualTo(1);
    assertThat(stores.objects().keys()).isEmpty();
  }

  @Test
  void many_small_objects_of_a_month_become_one_and_everything_stays_readable() {
    List<Memory> memories = new ArrayList<>();
    for (int i = 0; i <= Gathering.SMALL_MAX; i++) {
      Memory memory = fact(i % 2 == 0 ? ADA : BOB, at(i), "fact " + i);
      memories.add(memory);
      commit(batch(0, i).remember(memory));
      stores.tiers().move(List.of(move(memory, Tier.HOT, Tier.COLD)));
      if (i < Gathering.SMALL_MAX) {
        assertThat(upkeep.run(START).objectsGathered()).as("%d objects", i + 1).isZero();
      }
    }
    List<Optional<Memory>> before = find(memories);
    long revision = stores.read().revision(ADA);

    Upkeep.Done first = upkeep.run(START);
    Upkeep.Done second = upkeep.run(START);

    assertThat(first.objectsGathered()).isEqualTo(memories.size());
    assertThat(second.objectsRemoved()).isEqualTo(memories.size());
    assertThat(stores.objects().keys()).hasSize(1);
    assertThat(find(memories)).isEqualTo(before).doesNotContain(Optional.empty());
    assertThat(stores.read().revision(ADA)).as("nothing changed for a reader").isEqualTo(revision);
    assertThat(upkeep.run(START)).isEqualTo(new Upkeep.Done(0, 0, 0, 0, 0, 0, 0));
  }

  private List<Optional<Memory>> find(List<Memory> memories) {
    return memories.stream()
        .map(memory -> stores.read().find(memory.subject(), memory.memoryId()))
        .toList();
  }

  @Test
  void what_was_touched_within_the_grace_is_left_alone() {
    Memory one = fact(ADA, at(0), "one");
    archive(one);
    commit(batch(0, 1).forget(one));
    Upkeep patient = new PostgresUpkeep(world.mover(), stores.objects(), waits(GRACE));

    assertThat(patient.run(START)).isEqualTo(new Upkeep.Done(0, 0, 0, 0, 0, 0, 0));
    assertThat(stores.objects().keys()).hasSize(1);
  }

  @Test
  void an_object_that_cannot_be_read_is_left_as_it_is() {
    Memory one = fact(ADA, at(0), "one");
    Memory two = fact(ADA, at(1), "two");
    archive(one, two);
    commit(batch(0, 2).forget(one));
    stores.objects().keys().forEach(stores.objects()::damage);

    assertThat(upkeep.run(START)).isEqualTo(new Upkeep.Done(0, 0, 0, 0, 0, 0, 0));
    assertThat(stores.objects().keys()).hasSize(1);
  }

  @Test
  void sessions_go_a_week_after_they_expired_and_verdicts_after_a_day() {
    commit(
        batch(0, 0)
            .session(ADA, "old", Map.of(), START)
            .session(ADA, "young", Map.of(), START.plusSeconds(1))
            .refusedSession(ADA, "old", null));
    UUID refused = Samples.eventId(new Position(0, 2));

    Upkeep.Done early = upkeep.run(START.plus(Duration.ofDays(8)).minusSeconds(1));
    assertThat(early.sessionsExpired()).isZero();
    assertThat(stores.read().verdict(ADA, refused)).isEmpty();

    Upkeep.Done done = upkeep.run(START.plus(Duration.ofDays(8)));

    assertThat(done.sessionsExpired()).isEqualTo(1);
    assertThat(stores.read().session(ADA, "young", START)).isPresent();
    assertThat(stores.read().session(ADA, "old", START)).isEmpty();
  }

  @Test
  void months_are_made_ahead_and_once() {
    Instant farAhead = Instant.parse("2042-06-15T00:00:00Z");

    assertThat(upkeep.run(farAhead).monthsMade()).isEqualTo(4);
    assertThat(upkeep.run(farAhead).monthsMade()).isZero();
  }

  @Test
  void a_month_long_past_is_dropped_when_it_is_empty_and_never_before() {
    Memory one = fact(ADA, at(0), "one");
    commit(batch(0, 0).remember(one));
    Instant born = one.times().createdAt();
    upkeep.run(born);
    stores.tiers().move(List.of(move(one, Tier.HOT, Tier.WARM)));
    String leaf =
        DateTimeFormatter.ofPattern("'memory_warm_'uuuu_MM").format(born.atOffset(ZoneOffset.UTC));
    Instant later = born.plus(Duration.ofDays(150));

    upkeep.run(later);
    long whileItHolds = world.count("pg_class where relname = '" + leaf + "'");
    Optional<Memory> stillThere = stores.read().find(ADA, one.memoryId());
    stores.tiers().move(List.of(move(one, Tier.WARM, Tier.COLD)));
    Upkeep.Done done = upkeep.run(later);

    assertThat(whileItHolds).isEqualTo(1);
    assertThat(stillThere).isPresent();
    assertThat(done.monthsArchived()).isPositive();
    assertThat(world.count("pg_class where relname = '" + leaf + "'")).isZero();
    assertThat(stores.read().find(ADA, one.memoryId())).isPresent();
  }

  private ErasureReceipt receipt(long offset) {
    return stores.read().erasure(ADA, Samples.eventId(at(offset))).orElseThrow();
  }

  private static Upkeep.Waits waits(Duration grace) {
    return new Upkeep.Waits(Duration.ofMinutes(10), grace);
  }

  private static Position at(long offset) {
    return new Position(0, offset);
  }

  private void archive(Memory... memories) {
    BatchBuilder births = batch(0, 0);
    for (Memory memory : memories) {
      births.remember(memory);
    }
    commit(births);
    stores.tiers().move(List.of(memories).stream().map(m -> move(m, Tier.HOT, Tier.COLD)).toList());
  }

  private void commit(BatchBuilder batch) {
    assertThat(stores.write().commit(batch.build())).isInstanceOf(Committed.class);
  }

  private List<String> archivedTexts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String key : stores.objects().keys()) {
      ColdObject.unpack(key, stores.objects().get(key).orElseThrow())
          .forEach(memory -> texts.add(memory.content().text()));
    }
    return texts;
  }
}
