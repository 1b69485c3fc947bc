package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.EVE;
import static io.mneme.testkit.store.Samples.MOVED;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.move;
import static io.mneme.testkit.store.Samples.rich;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.read.ReadStore.ListFilter;
import io.mneme.storage.tier.TierStore;
import io.mneme.storage.tier.TierStore.MoveOutcome;
import io.mneme.storage.write.CommitResult.Committed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TierStore} does. */
public abstract class TierStoreSuite {
  private Stores stores;
  private TierStore store;

  /** An empty store for one test. */
  protected abstract Stores open();

  @BeforeEach
  final void openStores() {
    stores = open();
    store = stores.tiers();
  }

  @Test
  void a_move_is_a_new_version_of_the_memory_in_another_tier() {
    Memory memory = remembered(rich(ADA, at(0)));
    TierMove sink = move(memory, Tier.HOT, Tier.WARM);

    List<MoveOutcome> outcomes = store.move(List.of(sink));

    Memory warm = memory.movedTo(Tier.WARM, MOVED);
    assertThat(outcomes).containsExactly(new MoveOutcome.Moved(sink, warm));
    assertThat(stores.read().find(ADA, memory.memoryId())).contains(warm);
    assertLiesOnlyIn(Tier.WARM, memory);
  }

  @Test
  void a_memory_sinks_and_rises_through_all_tiers_and_is_the_same_memory() {
    Memory memory = remembered(rich(ADA, at(0)));
    Memory expected = memory;
    for (Tier[] step :
        new Tier[][] {
          {Tier.HOT, Tier.WARM},
          {Tier.WARM, Tier.COLD},
          {Tier.COLD, Tier.HOT},
          {Tier.HOT, Tier.COLD},
          {Tier.COLD, Tier.WARM},
          {Tier.WARM, Tier.HOT}
        }) {
      TierMove move = move(memory, step[0], step[1]);
      expected = expected.movedTo(step[1], MOVED);

      assertThat(store.move(List.of(move))).containsExactly(new MoveOutcome.Moved(move, expected));

      assertThat(stores.read().find(ADA, memory.memoryId())).contains(expected);
      assertLiesOnlyIn(step[1], memory);
    }
  }

  @Test
  void a_move_made_before_changes_nothing_and_tells_the_present_state() {
    long offset = 0;
    for (Tier to : List.of(Tier.WARM, Tier.COLD)) {
      Memory memory = remembered(rich(ADA, at(offset++)));
      TierMove sink = move(memory, Tier.HOT, to);
      store.move(List.of(sink));
      long revision = stores.read().revision(ADA);

      List<MoveOutcome> again = store.move(List.of(sink));

      assertThat(again).containsExactly(new MoveOutcome.Elsewhere(sink, memory.movedTo(to, MOVED)));
      assertThat(stores.read().revision(ADA)).isEqualTo(revision);
    }
  }

  @Test
  void a_move_of_a_memory_that_is_no_more_is_told_so() {
    Memory memory = remembered(fact(ADA, at(0), "one"));
    TierMove sink = move(memory, Tier.HOT, Tier.WARM);
    commit(batch(0, 1).forget(memory));

    assertThat(store.move(List.of(sink))).containsExactly(new MoveOutcome.Gone(sink));
  }

  @Test
  void a_move_of_another_subjects_memory_moves_nothing() {
    Memory hers = remembered(fact(ADA, at(0), "hers"));
    TierMove forged =
        new TierMove(
            EVE.tenant(),
            EVE.user(),
            hers.memoryId(),
            Tier.HOT,
            Tier.COLD,
            TierMove.Reason.AGED,
            MOVED);

    assertThat(store.move(List.of(forged))).containsExactly(new MoveOutcome.Gone(forged));
    assertLiesOnlyIn(Tier.HOT, hers);
  }

  @Test
  void a_batch_of_moves_of_many_subjects_months_and_kinds_is_answered_in_order() {
    List<TierMove> moves = new ArrayList<>();
    BatchBuilder births = batch(0, 0);
    for (int i = 0; i < 60; i++) {
      // offsets far apart: the samples are a second apart, so these fall into several months
      Memory memory = fact(List.of(ADA, BOB, EVE).get(i % 3), at(i * 200_000L), "memory " + i);
      births.remember(memory);
      moves.add(move(memory, Tier.HOT, i % 2 == 0 ? Tier.COLD : Tier.WARM));
    }
    commit(births);

    List<MoveOutcome> outcomes = store.move(moves);

    assertThat(outcomes).extracting(MoveOutcome::move).containsExactlyElementsOf(moves);
    assertThat(outcomes).allMatch(o -> o instanceof MoveOutcome.Moved);
    for (MoveOutcome outcome : outcomes) {
      Memory moved = ((MoveOutcome.Moved) outcome).memory();
      assertThat(stores.read().find(moved.subject(), moved.memoryId())).contains(moved);
    }
  }

  @Test
  void moves_are_changes_of_the_subject_in_their_order() {
    Memory one = remembered(fact(ADA, at(0), "one"));
    Memory two = fact(ADA, at(1), "two");
    Memory three = fact(ADA, at(2), "three");
    commit(batch(0, 1).remember(two).remember(three));
    long seen = stores.read().revision(ADA);

    store.move(
        List.of(
            move(three, Tier.HOT, Tier.WARM),
            move(one, Tier.HOT, Tier.COLD),
            move(two, Tier.HOT, Tier.WARM)));

    assertThat(stores.read().everything(ADA, seen).changed())
        .extracting(Memory::memoryId)
        .containsExactly(three.memoryId(), one.memoryId(), two.memoryId());
    assertThat(stores.read().everything(ADA, seen).revision()).isEqualTo(seen + 3);
  }

  @Test
  void while_the_object_store_is_down_nothing_moves_and_nothing_is_lost() {
    Memory memory = remembered(rich(ADA, at(0)));
    Memory other = fact(ADA, at(1), "other");
    commit(batch(0, 1).remember(other));
    List<TierMove> moves =
        List.of(move(other, Tier.HOT, Tier.WARM), move(memory, Tier.HOT, Tier.COLD));
    stores.objects().goDown();

    assertThatThrownBy(() -> store.move(moves)).isInstanceOf(StoreUnavailable.class);
    assertLiesOnlyIn(Tier.HOT, memory);
    assertLiesOnlyIn(Tier.HOT, other);

    stores.objects().comeBack();
    assertThat(store.move(moves)).allMatch(o -> o instanceof MoveOutcome.Moved);
  }

  @Test
  void a_memory_whose_object_is_lost_stays_where_it_is_and_the_others_move() {
    Memory lost = remembered(fact(ADA, at(0), "lost"));
    Memory other = fact(ADA, at(1), "other");
    commit(batch(0, 1).remember(other));
    store.move(List.of(move(lost, Tier.HOT, Tier.COLD)));
    stores.objects().keys().forEach(stores.objects()::delete);

    List<MoveOutcome> outcomes =
        store.move(List.of(move(lost, Tier.COLD, Tier.HOT), move(other, Tier.HOT, Tier.WARM)));

    assertThat(outcomes.getFirst()).isInstanceOf(MoveOutcome.Unreadable.class);
    assertThat(outcomes.getLast()).isInstanceOf(MoveOutcome.Moved.class);
    assertThat(store.holdings())
        .hasEntrySatisfying(Tier.COLD, cold -> assertThat(cold.memories()).isEqualTo(1));
  }

  @Test
  void a_damaged_object_is_not_restored_from() {
    Memory damaged = remembered(fact(ADA, at(0), "damaged"));
    store.move(List.of(move(damaged, Tier.HOT, Tier.COLD)));
    stores.objects().keys().forEach(stores.objects()::damage);

    assertThat(store.move(List.of(move(damaged, Tier.COLD, Tier.HOT))))
        .singleElement()
        .isInstanceOf(MoveOutcome.Unreadable.class);
  }

  @Test
  void a_memory_without_a_vector_goes_cold_and_comes_back() {
    Memory m = fact(ADA, at(0), "not embedded");
    Memory bare =
        remembered(
            new Memory(
                m.memoryId(),
                m.tenant(),
                m.user(),
                m.kind(),
                m.status(),
                m.tier(),
                m.version(),
                m.content(),
                m.times(),
                m.source(),
                null));

    store.move(List.of(move(bare, Tier.HOT, Tier.COLD)));
    store.move(List.of(move(bare, Tier.COLD, Tier.HOT)));

    assertThat(stores.read().find(ADA, bare.memoryId()))
        .contains(bare.movedTo(Tier.COLD, MOVED).movedTo(Tier.HOT, MOVED));
  }

  @Test
  void a_batch_that_names_a_memory_twice_is_a_mistake() {
    Memory memory = remembered(fact(ADA, at(0), "one"));

    assertThatThrownBy(() ->
            store.move(
                List.of(move(memory, Tier.HOT, Tier.WARM), move(memory, Tier.WARM, Tier.COLD))))
        .isInstanceOf(IllegalArgumentException.class);
    assertLiesOnlyIn(Tier.HOT, memory);
  }

  @Test
  void no_moves_are_no_work() {
    assertThat(store.move(List.of())).isEmpty();
    assertThat(store.versions(List.of())).isEmpty();
  }

  @Test
  void the_present_version_is_told_and_none_for_what_is_gone() {
    Memory moved = remembered(fact(ADA, at(0), "moved"));
    Memory gone = fact(ADA, at(1), "gone");
    commit(batch(0, 1).remember(gone));
    store.move(List.of(move(moved, Tier.HOT, Tier.WARM)));
    commit(batch(0, 2).forget(gone));

    assertThat(
            store.versions(
                List.of(move(moved, Tier.HOT, Tier.WARM), move(gone, Tier.HOT, Tier.WARM))))
        .isEqualTo(Map.of(moved.memoryId(), 2L));
  }

  @Test
  void holdings_count_each_memory_once() {
    Memory one = remembered(fact(ADA, at(0), "one"));
    Memory two = fact(BOB, at(1), "two");
    commit(batch(0, 1).remember(two).remember(fact(EVE, at(2), "three")));
    store.move(List.of(move(one, Tier.HOT, Tier.WARM), move(two, Tier.HOT, Tier.COLD)));

    Map<Tier, TierStore.Holding> holdings = store.holdings();

    assertThat(holdings).containsOnlyKeys(Tier.HOT, Tier.WARM, Tier.COLD);
    assertThat(holdings.values())
        .allSatisfy(holding -> {
          assertThat(holding.memories()).isEqualTo(1);
          assertThat(holding.bytes()).isPositive();
        });
  }

  // ---- helpers

  private static Position at(long offset) {
    return new Position(0, offset);
  }

  private Memory remembered(Memory memory) {
    long offset = memory.source().offset();
    commit(batch(0, stores.write().progress().getOrDefault(0, 0L)).remember(memory));
    assertThat(stores.write().progress()).containsEntry(0, offset + 1);
    return memory;
  }

  private void commit(BatchBuilder batch) {
    assertThat(stores.write().commit(batch.build())).isInstanceOf(Committed.class);
  }

  private void assertLiesOnlyIn(Tier tier, Memory memory) {
    Subject subject = memory.subject();
    for (Tier each : Tier.values()) {
      List<Memory> there =
          stores.read().list(subject, new ListFilter(each, null, null, null), null, 100);
      assertThat(there.stream().anyMatch(m -> m.memoryId().equals(memory.memoryId())))
          .as("%s lies in %s", memory.memoryId(), each)
          .isEqualTo(each == tier);
    }
  }
}
