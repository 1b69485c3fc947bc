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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.UnstorableRecord;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.CommitResult;
import io.mneme.storage.write.CommitResult.Committed;
import io.mneme.storage.write.CommitResult.Fenced;
import io.mneme.storage.write.CommitResult.Overtaken;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.Conversation;
import io.mneme.storage.write.StateQuery.MemoryKey;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriteStore.Announcement;
import io.mneme.storage.write.WriteStore.Mark;
import io.mneme.storage.write.WriterState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WriteStore} does. */
public abstract class WriteStoreSuite {
  private static final String TRIP = "trip";
  private static final int PAGE = 1_000;

  private Stores stores;
  private WriteStore store;

  /** An empty store for one test. */
  protected abstract Stores open();

  @BeforeEach
  final void openStores() {
    stores = open();
    store = stores.write();
  }

  // ---- progress and the fence

  @Test
  void a_new_store_has_no_progress() {
    assertThat(store.progress()).isEmpty();
  }

  @Test
  void a_committed_batch_moves_its_partition_on() {
    commit(batch(3, 0).remember(fact(ADA, at(3, 0), "one")).remember(fact(ADA, at(3, 4), "two")));

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
    commit(batch(3, 0).remember(fact(ADA, at(3, 0), "first")));
    Memory late = fact(ADA, at(3, 0), "again by a worker that lost the partition");

    CommitResult result = store.commit(batch(3, 0).remember(late).build());

    assertThat(result).isEqualTo(new Fenced(3, 0, 1));
    assertThat(store.progress()).containsExactly(Map.entry(3, 1L));
    assertThat(store.outbox(3, null, PAGE)).hasSize(1);
    assertThat(known(late)).hasValueSatisfying(m -> assertThat(text(m)).isEqualTo("first"));
  }

  @Test
  void a_worker_ahead_of_a_partition_never_applied_is_fenced() {
    CommitResult result = store.commit(batch(3, 5).event(UUID.randomUUID()).build());

    assertThat(result).isEqualTo(new Fenced(3, 5, 0));
    assertThat(store.progress().getOrDefault(3, 0L)).isZero();
  }

  @Test
  void a_batch_fenced_on_one_partition_moves_none() {
    commit(batch(1, 0).remember(fact(ADA, at(1, 0), "one")));
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
    commit(batch(0, 0).remember(one));

    WriterState state = store.load(asking(Set.of(one.source().eventId(), unknown)));

    assertThat(state.applied()).containsExactly(one.source().eventId());
  }

  @Test
  void an_event_applied_from_another_partition_overtakes_a_batch_which_leaves_nothing() {
    UUID shared = UUID.randomUUID();
    Memory other = fact(BOB, at(1, 0), "other");
    commit(batch(0, 0).event(shared));

    CommitResult result = store.commit(batch(1, 0).remember(other).event(shared).build());

    assertThat(result).isEqualTo(new Overtaken(Set.of(shared), Set.of()));
    assertThat(known(other)).isEmpty();
    assertThat(store.progress().getOrDefault(1, 0L)).isZero();
  }

  // ---- memories

  @Test
  void a_memory_is_loaded_as_it_was_written_every_field_of_it() {
    Memory rich = rich(ADA, at(0, 0));

    commit(batch(0, 0).remember(rich));

    assertThat(known(rich)).contains(rich);
  }

  @Test
  void a_memory_without_a_vector_is_kept() {
    Memory bare = withoutVector(fact(ADA, at(0, 0), "not embedded yet"));

    commit(batch(0, 0).remember(bare).remember(fact(ADA, at(0, 1), "embedded")));

    assertThat(known(bare)).contains(bare);
  }

  @Test
  void a_memory_is_not_known_under_another_subject() {
    Memory hers = fact(ADA, at(0, 0), "hers");
    commit(batch(0, 0).remember(hers));

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
    commit(batch(0, 0).remember(born));

    commit(batch(0, 1).revise(revised));

    assertThat(known(born)).contains(revised);
  }

  @Test
  void many_changes_of_a_memory_in_one_batch_end_in_the_last() {
    Memory born = fact(ADA, at(0, 0), "one");
    Memory second = corrected(born, "two");
    Memory third = corrected(second, "three");
    Memory fourth = corrected(third, "four");
    commit(batch(0, 0).remember(born).revise(second));

    commit(batch(0, 2).revise(third).revise(fourth));

    assertThat(known(born)).contains(fourth);
    assertThat(store.outbox(0, null, PAGE)).hasSize(4);
  }

  @Test
  void a_revision_of_a_state_that_has_changed_is_overtaken_and_leaves_nothing() {
    Memory born = fact(ADA, at(0, 0), "one");
    Memory unrelated = fact(ADA, at(0, 1), "unrelated");
    commit(batch(0, 0).remember(born));
    stores.tiers().move(List.of(move(born, Tier.HOT, Tier.WARM)));

    CommitResult result =
        store.commit(batch(0, 1).remember(unrelated).revise(corrected(born, "two")).build());

    assertThat(result)
        .isEqualTo(new Overtaken(Set.of(), Set.of(new MemoryKey(ADA, born.memoryId()))));
    assertThat(known(born)).hasValueSatisfying(m -> assertThat(text(m)).isEqualTo("one"));
    assertThat(known(unrelated)).isEmpty();
    assertThat(store.progress()).containsEntry(0, 1L);
  }

  @Test
  void a_memory_revised_while_warm_stays_warm() {
    Memory born = fact(ADA, at(0, 0), "one");
    commit(batch(0, 0).remember(born));
    stores.tiers().move(List.of(move(born, Tier.HOT, Tier.WARM)));
    Memory revised = corrected(known(born).orElseThrow(), "two");

    commit(batch(0, 1).revise(revised));

    assertThat(known(born)).contains(revised);
    assertThat(revised.tier()).isEqualTo(Tier.WARM);
  }

  @Test
  void a_memory_revised_while_cold_is_whole_again() {
    Memory born = rich(ADA, at(0, 0));
    commit(batch(0, 0).remember(born));
    stores.tiers().move(List.of(move(born, Tier.HOT, Tier.COLD)));
    Memory revised = corrected(known(born).orElseThrow(), "two");

    commit(batch(0, 1).revise(revised));

    stores.objects().keys().forEach(stores.objects()::delete);
    assertThat(known(born)).contains(revised);
    assertThat(revised.content().metadata()).isEqualTo(born.content().metadata());
  }

  @Test
  void a_cold_memory_whose_object_is_lost_can_still_be_corrected() {
    Memory born = rich(ADA, at(0, 0));
    commit(batch(0, 0).remember(born));
    stores.tiers().move(List.of(move(born, Tier.HOT, Tier.COLD)));
    stores.objects().keys().forEach(stores.objects()::delete);

    Memory revised = corrected(known(born).orElseThrow(), "two");
    commit(batch(0, 1).revise(revised));

    assertThat(known(born)).contains(revised);
  }

  @Test
  void a_forgotten_memory_is_gone_and_can_be_forgotten_again() {
    Memory born = fact(ADA, at(0, 0), "one");
    commit(batch(0, 0).remember(born));

    commit(batch(0, 1).forget(born));
    commit(batch(0, 2).forget(born));

    assertThat(known(born)).isEmpty();
    assertThat(stores.read().find(ADA, born.memoryId())).isEmpty();
  }

  @Test
  void a_memory_born_and_forgotten_in_one_batch_is_gone() {
    Memory born = fact(ADA, at(0, 0), "one");

    commit(batch(0, 0).remember(born).forget(born));

    assertThat(known(born)).isEmpty();
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

    commit(many);

    WriterState state = store.load(new StateQuery(Set.of(), Set.of(), Set.copyOf(keys), Set.of()));
    assertThat(state.memories()).containsOnlyKeys(keys);
  }

  // ---- erasure, conversations, sessions

  @Test
  void an_erasure_is_told_every_memory_of_its_subject_whatever_tier_it_lies_in() {
    Memory hot = fact(ADA, at(0, 0), "hot");
    Memory warm = fact(ADA, at(0, 1), "warm");
    Memory cold = fact(ADA, at(0, 2), "cold");
    commit(
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
    commit(
        batch(0, 0)
            .remember(hers)
            .remember(his)
            .turns(ADA, TRIP, 1)
            .turns(BOB, TRIP, 1)
            .session(ADA, "s", Map.of("a", 1), Samples.START));

    commit(batch(0, 3).erase(ADA, List.of(hers.memoryId())).turns(ADA, "new", 1));

    assertThat(known(hers)).isEmpty();
    assertThat(known(his)).isPresent();
    assertThat(turns(ADA, TRIP)).isZero();
    assertThat(turns(ADA, "new")).isEqualTo(1);
    assertThat(turns(BOB, TRIP)).isEqualTo(1);
    assertThat(stores.read().session(ADA, "s", Samples.START)).isEmpty();
  }

  @Test
  void turns_are_counted_by_conversation_and_subject() {
    commit(batch(0, 0).turns(ADA, TRIP, 3).event(UUID.randomUUID()));
    commit(batch(0, 1).turns(ADA, TRIP, 5).turns(ADA, "home", 1).event(UUID.randomUUID()));

    assertThat(turns(ADA, TRIP)).isEqualTo(5);
    assertThat(turns(ADA, "home")).isEqualTo(1);
    assertThat(turns(BOB, TRIP)).isZero();
  }

  // ---- revisions

  @Test
  void a_commit_tells_the_revision_of_every_subject_it_changed() {
    Memory first = fact(ADA, at(0, 0), "one");

    Committed one = commit(batch(0, 0).remember(first).remember(fact(BOB, at(0, 1), "his")));
    Committed two = commit(batch(0, 2).revise(corrected(first, "two")).forget(first));
    Committed three = commit(batch(0, 4).session(ADA, "s", Map.of(), Samples.START));

    assertThat(one.revisions()).containsOnly(Map.entry(ADA, 1L), Map.entry(BOB, 1L));
    assertThat(two.revisions()).containsOnly(Map.entry(ADA, 3L));
    assertThat(three.revisions()).isEmpty();
    assertThat(stores.read().revision(ADA)).isEqualTo(3);
  }

  // ---- the outbox

  @Test
  void what_was_committed_is_to_be_announced_in_the_order_of_the_log() {
    Memory one = fact(ADA, at(2, 0), "one");
    Memory two = fact(ADA, at(2, 1), "two");
    commit(
        batch(2, 0)
            .remember(one)
            .remember(two)
            .forget(one)
            .session(BOB, "s", Map.of("a", 1), Samples.START));

    assertThat(store.outbox(2, null, PAGE))
        .containsExactly(
            new Announcement.Gone(new Mark(0, 0), ADA, one.memoryId()),
            new Announcement.Changed(new Mark(1, 0), two),
            new Announcement.Gone(new Mark(2, 0), ADA, one.memoryId()),
            new Announcement.Touched(new Mark(3, 0), BOB));
    assertThat(store.outbox(1, null, PAGE)).isEmpty();
  }

  @Test
  void an_event_with_many_effects_is_announced_page_by_page() {
    List<UUID> ids = new ArrayList<>();
    BatchBuilder births = batch(0, 0);
    for (int i = 0; i < 25; i++) {
      Memory memory = fact(ADA, at(0, i), "m" + i);
      ids.add(memory.memoryId());
      births.remember(memory);
    }
    commit(births);
    store.settle(0, 24);
    commit(batch(0, 25).erase(ADA, ids));

    List<Announcement> all = new ArrayList<>();
    List<Announcement> page = store.outbox(0, null, 10);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(10);
      all.addAll(page);
      page = store.outbox(0, page.getLast().mark(), 10);
    }

    assertThat(all).hasSize(26).extracting(a -> a.mark().offset()).containsOnly(25L);
    assertThat(all.subList(0, 25))
        .extracting(a -> ((Announcement.Gone) a).memoryId())
        .containsExactlyElementsOf(ids);
    assertThat(all.getLast()).isInstanceOf(Announcement.Touched.class);
  }

  @Test
  void an_announcement_tells_the_memory_as_it_is_now() {
    Memory born = rich(ADA, at(0, 0));
    commit(batch(0, 0).remember(born));
    stores.tiers().move(List.of(move(born, Tier.HOT, Tier.COLD)));

    assertThat(store.outbox(0, null, PAGE))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.type(Announcement.Changed.class))
        .satisfies(changed -> {
          assertThat(changed.memory().tier()).isEqualTo(Tier.COLD);
          assertThat(changed.memory().version()).isEqualTo(2);
          assertThat(changed.memory().content()).isEqualTo(born.content());
          assertThat(changed.memory().embedding()).isEqualTo(born.embedding());
        });
  }

  @Test
  void a_memory_that_cannot_be_read_is_not_announced_without_its_text() {
    Memory lost = fact(ADA, at(0, 0), "lost");
    Memory kept = fact(ADA, at(0, 1), "kept");
    commit(batch(0, 0).remember(lost).remember(kept));
    stores.tiers().move(List.of(move(lost, Tier.HOT, Tier.COLD)));
    stores.objects().keys().forEach(stores.objects()::delete);

    assertThat(store.outbox(0, null, 1))
        .containsExactly(new Announcement.Changed(new Mark(1, 0), kept));
  }

  @Test
  void what_was_announced_is_settled_up_to_an_offset_of_its_partition() {
    commit(batch(0, 0).remember(fact(ADA, at(0, 0), "a")).remember(fact(ADA, at(0, 1), "b")));
    commit(batch(0, 2).remember(fact(ADA, at(0, 2), "c")));
    commit(batch(1, 0).remember(fact(BOB, at(1, 0), "d")));

    store.settle(0, 1);
    store.settle(0, 1);

    assertThat(store.outbox(0, null, PAGE)).extracting(a -> a.mark().offset()).containsExactly(2L);
    assertThat(store.outbox(1, null, PAGE)).hasSize(1);
  }

  // ---- what cannot be kept

  @Test
  void a_text_no_store_can_keep_is_refused_by_its_position_and_nothing_is_stored() {
    Memory good = fact(ADA, at(0, 0), "good");
    for (String text : List.of("nul \u0000 byte", "half \ud83d pair", "\udc00", "end \ud83d")) {
      Batch batch = batch(0, 0).remember(good).remember(fact(ADA, at(0, 1), text)).build();

      assertThatThrownBy(() -> store.commit(batch))
          .isInstanceOfSatisfying(
              UnstorableRecord.class, e -> assertThat(e.position()).contains(at(0, 1)));
    }
    assertThat(known(good)).isEmpty();
    assertThat(store.progress().getOrDefault(0, 0L)).isZero();
  }

  @Test
  void half_a_surrogate_pair_in_metadata_is_refused_and_an_escaped_nul_is_kept() {
    Memory memory = fact(ADA, at(0, 0), "text");
    Memory broken = withMetadata(memory, Map.of("k", "\ud83d"));
    Memory nul = withMetadata(memory, Map.of("k", "\u0000", "\u0000", 1));

    assertThatThrownBy(() -> store.commit(batch(0, 0).remember(broken).build()))
        .isInstanceOf(UnstorableRecord.class);
    commit(batch(0, 0).remember(nul));

    assertThat(known(nul)).contains(nul);
  }

  @Test
  void a_name_too_long_for_an_index_is_refused() {
    Memory wordy = turn(ADA, at(0, 0), "ß".repeat(257), 0);
    Memory longest =
        turn(new Subject("a".repeat(63), "🐈".repeat(128)), at(0, 0), "🐈".repeat(128), 0);

    assertThatThrownBy(() -> store.commit(batch(0, 0).remember(wordy).build()))
        .isInstanceOf(UnstorableRecord.class);
    commit(
        batch(0, 0)
            .remember(longest)
            .turns(longest.subject(), "🐈".repeat(128), 1)
            .session(longest.subject(), "🐈".repeat(128), Map.of(), Samples.START));

    assertThat(known(longest)).contains(longest);
  }

  @Test
  void a_vector_of_another_length_or_without_numbers_is_refused() {
    Memory memory = fact(ADA, at(0, 0), "text");
    float[] infinite = new float[384];
    infinite[383] = Float.POSITIVE_INFINITY;

    for (float[] values : List.of(new float[3], infinite, new float[385])) {
      Memory wrong = memory.with(Embedding.of("m", "h", values));
      assertThatThrownBy(() -> store.commit(batch(0, 0).remember(wrong).build()))
          .isInstanceOf(UnstorableRecord.class);
    }
  }

  @Test
  void a_memory_is_never_written_cold() {
    Memory cold = fact(ADA, at(0, 0), "cold").movedTo(Tier.COLD, Samples.MOVED);

    assertThatThrownBy(() -> store.commit(batch(0, 0).remember(cold).build()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // ---- helpers

  private static Position at(int partition, long offset) {
    return new Position(partition, offset);
  }

  private Committed commit(BatchBuilder batch) {
    CommitResult result = store.commit(batch.build());
    assertThat(result).isInstanceOf(Committed.class);
    return (Committed) result;
  }

  private java.util.Optional<Memory> known(Memory memory) {
    MemoryKey key = new MemoryKey(memory.subject(), memory.memoryId());
    WriterState state = store.load(new StateQuery(Set.of(), Set.of(), Set.of(key), Set.of()));
    return java.util.Optional.ofNullable(state.memories().get(key));
  }

  private int turns(Subject subject, String conversation) {
    Conversation key = new Conversation(subject, conversation);
    return store
        .load(new StateQuery(Set.of(), Set.of(key), Set.of(), Set.of()))
        .turns()
        .getOrDefault(key, 0);
  }

  private static StateQuery asking(Set<UUID> events) {
    return new StateQuery(events, Set.of(), Set.of(), Set.of());
  }

  private static String text(Memory memory) {
    return memory.content().text();
  }

  private static Memory withoutVector(Memory m) {
    return new Memory(
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
        null);
  }

  private static Memory withMetadata(Memory m, Map<String, Object> metadata) {
    return new Memory(
        m.memoryId(),
        m.tenant(),
        m.user(),
        m.kind(),
        m.status(),
        m.tier(),
        m.version(),
        new Memory.Content(
            m.content().text(), null, null, null, null, null, metadata, List.of(), List.of()),
        m.times(),
        m.source(),
        m.embedding());
  }
}
