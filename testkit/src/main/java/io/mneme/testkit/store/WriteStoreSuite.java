package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.EVE;
import static io.mneme.testkit.store.Samples.corrected;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.move;
import static io.mneme.testkit.store.Samples.rich;
import static io.mneme.testkit.store.Samples.turn;
import static io.mneme.testkit.store.Writing.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.CommitResult.Committed;
import io.mneme.storage.write.CommitResult.Fenced;
import io.mneme.storage.write.CommitResult.Overtaken;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriteStore.Announcement;
import io.mneme.storage.write.WriterState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WriteStore} does. */
public abstract class WriteStoreSuite {
  private static final String TRIP = "trip";
  private static final int PAGE = 1_000;

  private Stores stores;
  private WriteStore store;
  private Writing writing;

  /** An empty store for one test. */
  protected abstract Stores open();

  @BeforeEach
  final void openStores() {
    stores = open();
    store = stores.write();
    writing = new Writing(store);
  }

  // ---- progress and the fence

  @Test
  void a_new_store_has_no_progress() {
    assertThat(store.progress()).isEmpty();
  }

  @Test
  void a_committed_batch_moves_its_partition_on() {
    writing.commit(
        batch(3, 0).remember(fact(ADA, at(3, 0), "one")).remember(fact(ADA, at(3, 4), "two")));

    assertThat(store.progress()).containsExactly(Map.entry(3, 5L));
  }

  @Test
  void one_batch_moves_many_partitions_on() {
    Batch two =
        new Batch(
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(new Batch.Advance(0, 0, 7), new Batch.Advance(1, 0, 9)));

    assertThat(store.commit(two)).isInstanceOf(Committed.class);
    assertThat(store.progress()).containsOnly(Map.entry(0, 7L), Map.entry(1, 9L));
  }

  @Test
  void a_worker_that_expects_another_progress_is_fenced_and_leaves_nothing() {
    writing.commit(batch(3, 0).remember(fact(ADA, at(3, 0), "first")));
    Memory late = fact(ADA, at(3, 0), "again by a worker that lost the partition");

    CommitResult result = store.commit(batch(3, 0).remember(late).build());

    assertThat(result).isEqualTo(new Fenced(3, 0, 1));
    assertThat(store.progress()).containsExactly(Map.entry(3, 1L));
    assertThat(store.outbox(3, null, PAGE)).hasSize(1);
    assertThat(writing.known(late)).hasValueSatisfying(m -> assertThat(text(m)).isEqualTo("first"));
  }

  @Test
  void a_worker_ahead_of_a_partition_never_applied_is_fenced() {
    CommitResult result = store.commit(batch(3, 5).event(UUID.randomUUID()).build());

    assertThat(result).isEqualTo(new Fenced(3, 5, 0));
    assertThat(store.progress().getOrDefault(3, 0L)).isZero();
  }

  @Test
  void a_batch_fenced_on_one_partition_moves_none() {
    writing.commit(batch(1, 0).remember(fact(ADA, at(1, 0), "one")));
    Batch both =
        new Batch(
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(new Batch.Advance(0, 0, 7), new Batch.Advance(1, 0, 9)));

    assertThat(store.commit(both)).isEqualTo(new Fenced(1, 0, 1));
    assertThat(store.progress().getOrDefault(0, 0L)).isZero();
  }

  // ---- the ledger

  @Test
  void an_event_that_took_effect_is_known_and_no_other() {
    Memory one = fact(ADA, at(0, 0), "one");
    UUID unknown = UUID.randomUUID();
    writing.commit(batch(0, 0).remember(one));

    WriterState state = store.load(asking(Set.of(one.source().eventId(), unknown)));

    assertThat(state.applied()).containsExactly(one.source().eventId());
  }

  @Test
  void an_event_applied_from_another_partition_overtakes_a_batch_which_leaves_nothing() {
    UUID shared = UUID.randomUUID();
    Memory other = fact(BOB, at(1, 0), "other");
    writing.commit(batch(0, 0).event(shared));

    CommitResult result = store.commit(batch(1, 0).remember(other).event(shared).build());

    assertThat(result).isEqualTo(new Overtaken(Set.of(shared), Set.of()));
    assertThat(writing.known(other)).isEmpty();
    assertThat(store.progress().getOrDefault(1, 0L)).isZero();
  }

  // ---- memories

  @Test
  void a_memory_is_loaded_as_it_was_written_every_field_of_it() {
    Memory rich = rich(ADA, at(0, 0));

    writing.commit(batch(0, 0).remember(rich));

    assertThat(writing.known(rich)).contains(rich);
  }

  @Test
  void a_memory_without_a_vector_is_kept() {
    Memory bare = fact(ADA, at(0, 0), "not embedded yet").withoutVector();

    writing.commit(batch(0, 0).remember(bare).remember(fact(ADA, at(0, 1), "embedded")));

    assertThat(writing.known(bare)).contains(bare);
  }

  @Test
  void a_memory_is_not_known_under_another_subject() {
    Memory hers = fact(ADA, at(0, 0), "hers");
    writing.commit(batch(0, 0).remember(hers));

    WriterState state =
        store.load(
            new StateQuery(
                Set.of(),
                Set.of(),
                Set.of(new MemoryKey(BOB, hers.memoryId()), new MemoryKey(EVE, hers.memoryId())),
                Set.of()));

    assertThat(state.memories()).isEmpty();
  }

  @Test
  void a_revised_memory_has_its_new_state() {
    Memory born = rich(ADA, at(0, 0));
    Memory revised = corrected(born, "the right words");
    writing.commit(batch(0, 0).remember(born));

    writing.commit(batch(0, 1).revise(born, revised));

    assertThat(writing.known(born)).contains(revised);
  }

  @Test
  void many_changes_of_a_memory_in_one_batch_end_in_the_last() {
    Memory born = fact(ADA, at(0, 0), "one");
    Memory second = corrected(born, "two");
    Memory third = corrected(second, "three");
    Memory fourth = corrected(third, "four");
    writing.commit(batch(0, 0).remember(born).revise(born, second));

    writing.commit(batch(0, 2).revise(second, third).revise(third, fourth));

    assertThat(writing.known(born)).contains(fourth);
    assertThat(store.outbox(0, null, PAGE)).hasSize(4);
  }

  @Test
  void a_revision_of_a_state_that_has_changed_is_overtaken_and_leaves_nothing() {
    Memory born = fact(ADA, at(0, 0), "one");
    Memory unrelated = fact(ADA, at(0, 1), "unrelated");
    writing.commit(batch(0, 0).remember(born));
    stores.tiers().move(List.of(move(born, Tier.HOT, Tier.WARM)));

    CommitResult result =
        store.commit(batch(0, 1).remember(unrelated).revise(born, corrected(born, "two")).build());

    assertThat(result)
        .isEqualTo(new Overtaken(Set.of(), Set.of(new MemoryKey(ADA, born.memoryId()))));
    assertThat(writing.known(born)).hasValueSatisfying(m -> assertThat(text(m)).isEqualTo("one"));
    assertThat(writing.known(unrelated)).isEmpty();
    assertThat(store.progress()).containsEntry(0, 1L);
  }

  @Test
  void a_memory_revised_while_warm_stays_warm() {
    Memory born = fact(ADA, at(0, 0), "one");
    writing.commit(batch(0, 0).remember(born));
    stores.tiers().move(List.of(move(born, Tier.HOT, Tier.WARM)));
    Memory moved = writing.known(born).orElseThrow();
    Memory revised = corrected(moved, "two");

    writing.commit(batch(0, 1).revise(moved, revised));

    assertThat(writing.known(born)).contains(revised);
    assertThat(revised.tier()).isEqualTo(Tier.WARM);
  }

  @Test
  void a_memory_revised_while_cold_is_whole_again() {
    Memory born = rich(ADA, at(0, 0));
    writing.commit(batch(0, 0).remember(born));
    stores.tiers().move(List.of(move(born, Tier.HOT, Tier.COLD)));
    Memory moved = writing.known(born).orElseThrow();
    Memory revised = corrected(moved, "two");

    writing.commit(batch(0, 1).revise(moved, revised));

    stores.objects().keys().forEach(stores.objects()::delete);
    assertThat(writing.known(born)).contains(revised);
    assertThat(revised.content().metadata()).isEqualTo(born.content().metadata());
  }

  @Test
  void a_cold_memory_whose_object_is_lost_can_still_be_corrected() {
    Memory born = rich(ADA, at(0, 0));
    writing.commit(batch(0, 0).remember(born));
    stores.tiers().move(List.of(move(born, Tier.HOT, Tier.COLD)));
    stores.objects().keys().forEach(stores.objects()::delete);

    Memory lost = writing.known(born).orElseThrow();
    Memory revised = corrected(lost, "two");
    writing.commit(batch(0, 1).revise(lost, revised));

    assertThat(writing.known(born)).contains(revised);
  }

  @Test
  void a_forgotten_memory_is_gone_and_can_be_forgotten_again() {
    Memory born = fact(ADA, at(0, 0), "one");
    writing.commit(batch(0, 0).remember(born));

    writing.commit(batch(0, 1).forget(born));
    writing.commit(batch(0, 2).forget(born));

    assertThat(writing.known(born)).isEmpty();
    assertThat(stores.read().find(ADA, born.memoryId())).isEmpty();
  }

  @Test
  void a_memory_born_and_forgotten_in_one_batch_is_gone() {
    Memory born = fact(ADA, at(0, 0), "one");

    writing.commit(batch(0, 0).remember(born).forget(born));

    assertThat(writing.known(born)).isEmpty();
    assertThat(store.outbox(0, null, PAGE))
        .allMatch(a -> a instanceof Announcement.Gone)
        .hasSize(2);
  }

  @Test
  void a_batch_of_thousands_is_kept_whole() {
    BatchBuilder many = batch(0, 0);
    List<MemoryKey> keys = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      Memory memory = turn(new Subject("acme", "user-" + i % 50), at(0, i), TRIP, i / 50);
      many.remember(memory);
      keys.add(new MemoryKey(memory.subject(), memory.memoryId()));
    }

    writing.commit(many);

    WriterState state = store.load(new StateQuery(Set.of(), Set.of(), Set.copyOf(keys), Set.of()));
    assertThat(state.memories()).containsOnlyKeys(keys);
  }

  // ---- erasure, conversations, sessions

  @Test
  void an_erasure_is_told_every_memory_of_its_subject_whatever_tier_it_lies_in() {
    Memory hot = fact(ADA, at(0, 0), "hot");
    Memory warm = fact(ADA, at(0, 1), "warm");
    Memory cold = fact(ADA, at(0, 2), "cold");
    writing.commit(
        batch(0, 0).remember(hot).remember(warm).remember(cold).remember(fact(BOB, at(0, 3), "b")));
    stores.tiers().move(List.of(move(warm, Tier.HOT, Tier.WARM), move(cold, Tier.HOT, Tier.COLD)));

    WriterState state = store.load(new StateQuery(Set.of(), Set.of(), Set.of(), Set.of(ADA, EVE)));

    assertThat(state.erasable().get(ADA))
        .containsExactlyInAnyOrder(hot.memoryId(), warm.memoryId(), cold.memoryId());
    assertThat(state.erasable().get(EVE)).isEmpty();
  }

  @Test
  void an_erased_subject_has_nothing_left_and_starts_anew() {
    Memory hers = turn(ADA, at(0, 0), TRIP, 0);
    Memory his = turn(BOB, at(0, 1), TRIP, 0);
    writing.commit(
        batch(0, 0)
            .remember(hers)
            .remember(his)
            .turns(ADA, TRIP, 1)
            .turns(BOB, TRIP, 1)
            .session(ADA, "s", Map.of("a", 1), Samples.START));

    writing.commit(batch(0, 3).erase(ADA, List.of(hers.memoryId())).turns(ADA, "new", 1));

    assertThat(writing.known(hers)).isEmpty();
    assertThat(writing.known(his)).isPresent();
    assertThat(writing.turns(ADA, TRIP)).isZero();
    assertThat(writing.turns(ADA, "new")).isEqualTo(1);
    assertThat(writing.turns(BOB, TRIP)).isEqualTo(1);
    assertThat(stores.read().session(ADA, "s", Samples.START)).isEmpty();
  }

  @Test
  void turns_are_counted_by_conversation_and_subject() {
    writing.commit(batch(0, 0).turns(ADA, TRIP, 3).event(UUID.randomUUID()));
    writing.commit(batch(0, 1).turns(ADA, TRIP, 5).turns(ADA, "home", 1).event(UUID.randomUUID()));

    assertThat(writing.turns(ADA, TRIP)).isEqualTo(5);
    assertThat(writing.turns(ADA, "home")).isEqualTo(1);
    assertThat(writing.turns(BOB, TRIP)).isZero();
  }

  // ---- revisions

  @Test
  void a_commit_tells_the_revision_of_every_subject_it_changed() {
    Memory first = fact(ADA, at(0, 0), "one");

    Committed one =
        writing.commit(batch(0, 0).remember(first).remember(fact(BOB, at(0, 1), "his")));
    Committed two =
        writing.commit(batch(0, 2).revise(first, corrected(first, "two")).forget(first));
    Committed three = writing.commit(batch(0, 4).session(ADA, "s", Map.of(), Samples.START));

    assertThat(one.revisions()).containsOnly(Map.entry(ADA, 1L), Map.entry(BOB, 1L));
    assertThat(two.revisions()).containsOnly(Map.entry(ADA, 3L));
    assertThat(three.revisions()).isEmpty();
    assertThat(stores.read().revision(ADA)).isEqualTo(3);
  }

  private static StateQuery asking(Set<UUID> events) {
    return new StateQuery(events, Set.of(), Set.of(), Set.of());
  }

  private static String text(Memory memory) {
    return memory.content().text();
  }
}
