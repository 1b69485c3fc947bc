package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.EVE;
import static io.mneme.testkit.store.Samples.START;
import static io.mneme.testkit.store.Samples.corrected;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.move;
import static io.mneme.testkit.store.Samples.rich;
import static io.mneme.testkit.store.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Position;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.cold.ColdStub;
import io.mneme.storage.cold.Signature;
import io.mneme.storage.cold.Thawed;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.read.ReadStore.ListCursor;
import io.mneme.storage.read.ReadStore.ListFilter;
import io.mneme.storage.read.ReadStore.Pack;
import io.mneme.storage.read.ReadStore.SessionView;
import io.mneme.storage.write.CommitResult.Committed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ReadStore} does. */
public abstract class ReadStoreSuite {
  private static final ListFilter ALL = new ListFilter(null, null, null, null);

  private Stores stores;
  private ReadStore store;

  /** An empty store for one test. */
  protected abstract Stores open();

  @BeforeEach
  final void openStores() {
    stores = open();
    store = stores.read();
  }

  // ---- packs

  @Test
  void an_unknown_subject_has_revision_0_and_an_empty_pack() {
    assertThat(store.revision(ADA)).isZero();
    assertThat(store.everything(ADA, 0)).isEqualTo(new Pack(0, List.of(), List.of()));
  }

  @Test
  void a_pack_from_the_start_holds_all_of_a_subject_and_nothing_of_another() {
    Memory one = rich(ADA, at(0));
    Memory two = fact(ADA, at(1), "two");
    commit(
        batch(0, 0)
            .remember(one)
            .remember(two)
            .remember(fact(BOB, at(2), "bob's"))
            .remember(fact(EVE, at(3), "another tenant's")));

    assertThat(store.everything(ADA, 0)).isEqualTo(new Pack(2, List.of(one, two), List.of()));
  }

  @Test
  void a_pack_after_a_revision_holds_only_what_changed_and_what_went_oldest_first() {
    Memory kept = fact(ADA, at(0), "kept");
    Memory changed = fact(ADA, at(1), "changed");
    Memory goneFirst = fact(ADA, at(2), "gone first");
    Memory goneThen = fact(ADA, at(3), "gone then");
    commit(batch(0, 0).remember(kept).remember(changed).remember(goneFirst).remember(goneThen));
    long seen = store.revision(ADA);
    Memory born = fact(ADA, at(4), "born");
    Memory revised = corrected(changed, "changed indeed");

    commit(batch(0, 4).remember(born).forget(goneFirst).revise(born, revised).forget(goneThen));

    assertThat(store.everything(ADA, seen))
        .isEqualTo(
            new Pack(
                seen + 4,
                List.of(born, revised),
                List.of(goneFirst.memoryId(), goneThen.memoryId())));
    assertThat(store.everything(ADA, seen + 4).changed()).isEmpty();
    assertThat(store.everything(ADA, seen + 4).gone()).isEmpty();
  }

  @Test
  void a_pack_from_the_start_does_not_name_what_went_before_it() {
    Memory kept = fact(ADA, at(0), "kept");
    Memory gone = fact(ADA, at(1), "gone");
    commit(batch(0, 0).remember(kept).remember(gone));
    commit(batch(0, 2).forget(gone));

    assertThat(store.pack(ADA, 0)).isEqualTo(new Pack(3, List.of(kept), List.of()));
    assertThat(store.pack(ADA, 2).gone()).containsExactly(gone.memoryId());
  }

  @Test
  void a_memory_that_changed_tier_is_in_the_pack_again() {
    Memory memory = fact(ADA, at(0), "one");
    commit(batch(0, 0).remember(memory));

    stores.tiers().move(List.of(move(memory, Tier.HOT, Tier.WARM)));

    assertThat(store.everything(ADA, 1))
        .isEqualTo(new Pack(2, List.of(memory.movedTo(Tier.WARM, Samples.MOVED)), List.of()));
  }

  @Test
  void a_pack_holds_memories_of_every_tier_whole_and_reads_an_object_once() {
    Memory hot = rich(ADA, at(0));
    Memory warm = rich(ADA, at(1));
    List<Memory> cold = List.of(rich(ADA, at(2)), rich(ADA, at(3)), rich(ADA, at(4)));
    BatchBuilder births = batch(0, 0).remember(hot).remember(warm);
    cold.forEach(births::remember);
    commit(births);
    stores.tiers().move(List.of(move(warm, Tier.HOT, Tier.WARM)));
    stores.tiers().move(cold.stream().map(m -> move(m, Tier.HOT, Tier.COLD)).toList());
    int objects = stores.objects().keys().size();
    int readsBefore = stores.objects().reads();

    Pack pack = store.everything(ADA, 0);

    assertThat(pack.changed())
        .containsExactly(
            hot,
            warm.movedTo(Tier.WARM, Samples.MOVED),
            cold.get(0).movedTo(Tier.COLD, Samples.MOVED),
            cold.get(1).movedTo(Tier.COLD, Samples.MOVED),
            cold.get(2).movedTo(Tier.COLD, Samples.MOVED));
    assertThat(stores.objects().reads() - readsBefore).isEqualTo(objects);
  }

  @Test
  void a_pack_has_of_cold_memories_what_is_known_without_their_objects() {
    Memory cold = rich(ADA, at(0));
    commit(batch(0, 0).remember(cold));
    stores.tiers().move(List.of(move(cold, Tier.HOT, Tier.COLD)));
    int readsBefore = stores.objects().reads();

    Pack pack = store.pack(ADA, 0);

    assertThat(stores.objects().reads()).isEqualTo(readsBefore);
    assertThat(pack.changed()).isEmpty();
    ColdStub stub = pack.cold().getFirst();
    assertThat(stub.state()).isEqualTo(ColdStub.known(cold.movedTo(Tier.COLD, Samples.MOVED)));
    assertThat(stub.signature()).isEqualTo(Signature.of(Objects.requireNonNull(cold.embedding())));
  }

  @Test
  void cold_memories_are_thawed_by_id_and_a_lost_one_is_told_of() {
    Memory hot = fact(ADA, at(0), "hot");
    Memory lost = fact(ADA, at(1), "lost");
    Memory kept = monthLater(fact(ADA, at(2), "kept"));
    commit(batch(0, 0).remember(hot).remember(lost).remember(kept));
    stores.tiers().move(List.of(move(lost, Tier.HOT, Tier.COLD)));
    stores.objects().keys().forEach(stores.objects()::damage);
    stores.tiers().move(List.of(move(kept, Tier.HOT, Tier.COLD)));
    List<UUID> all = List.of(hot.memoryId(), lost.memoryId(), kept.memoryId(), new UUID(0, 1));

    Thawed thawed = store.thaw(ADA, all, Duration.ofSeconds(20));

    assertThat(thawed.memories())
        .containsExactlyInAnyOrder(hot, kept.movedTo(Tier.COLD, Samples.MOVED));
    assertThat(thawed.lost())
        .singleElement()
        .extracting(one -> one.state().memoryId())
        .isEqualTo(lost.memoryId());
    assertThat(thawed.late()).isZero();
    assertThat(store.thaw(BOB, all, Duration.ofSeconds(20)).memories()).isEmpty();
  }

  // ---- one memory

  @Test
  void a_memory_is_found_whole_in_whichever_tier_it_lies() {
    Memory memory = rich(ADA, at(0));
    commit(batch(0, 0).remember(memory));

    assertThat(store.find(ADA, memory.memoryId())).contains(memory);
    stores.tiers().move(List.of(move(memory, Tier.HOT, Tier.WARM)));
    Memory warm = memory.movedTo(Tier.WARM, Samples.MOVED);
    assertThat(store.find(ADA, memory.memoryId())).contains(warm);
    stores.tiers().move(List.of(move(memory, Tier.WARM, Tier.COLD)));
    assertThat(store.find(ADA, memory.memoryId())).contains(warm.movedTo(Tier.COLD, Samples.MOVED));
  }

  @Test
  void a_memory_is_not_found_by_another_user_or_tenant() {
    Memory hers = fact(ADA, at(0), "hers");
    commit(batch(0, 0).remember(hers));

    assertThat(store.find(BOB, hers.memoryId())).isEmpty();
    assertThat(store.find(EVE, hers.memoryId())).isEmpty();
    assertThat(store.find(ADA, UUID.randomUUID())).isEmpty();
  }

  // ---- lists

  @Test
  void a_list_shows_the_newest_first_and_pages_without_gap_or_repetition() {
    List<Memory> all = new ArrayList<>();
    BatchBuilder births = batch(0, 0);
    for (int i = 0; i < 23; i++) {
      // five of each second: pages must break ties
      Memory memory = createdAt(fact(ADA, at(i), "m" + i), START.plusSeconds(i / 5));
      all.add(memory);
      births.remember(memory);
    }
    commit(births);
    stores.tiers().move(List.of(move(all.get(3), Tier.HOT, Tier.WARM)));
    stores.tiers().move(List.of(move(all.get(11), Tier.HOT, Tier.COLD)));

    List<Memory> paged = pages(ALL, 4);

    assertThat(paged)
        .extracting(Memory::memoryId)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(all.stream().map(Memory::memoryId).toList());
    assertThat(paged)
        .extracting(m -> m.times().createdAt())
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(pages(ALL, 100)).isEqualTo(paged);
  }

  @Test
  void a_list_shows_what_its_filter_lets_through() {
    Memory trip = turn(ADA, at(0), "trip", 0);
    Memory home = turn(ADA, at(1), "home", 0);
    Memory fact = fact(ADA, at(2), "fact");
    commit(batch(0, 0).remember(trip).remember(home).remember(fact));
    stores.tiers().move(List.of(move(home, Tier.HOT, Tier.WARM)));
    stores.tiers().move(List.of(move(fact, Tier.HOT, Tier.COLD)));

    assertThat(ids(new ListFilter(null, "trip", null, null))).containsExactly(trip.memoryId());
    assertThat(ids(new ListFilter(Tier.HOT, null, null, null))).containsExactly(trip.memoryId());
    assertThat(ids(new ListFilter(Tier.WARM, null, null, null))).containsExactly(home.memoryId());
    assertThat(ids(new ListFilter(Tier.COLD, null, null, null))).containsExactly(fact.memoryId());
    assertThat(ids(new ListFilter(null, null, START.plusSeconds(1), START.plusSeconds(2))))
        .containsExactly(home.memoryId());
    assertThat(ids(new ListFilter(Tier.HOT, "home", null, null))).isEmpty();
  }

  @Test
  void a_list_is_of_one_subject() {
    commit(
        batch(0, 0).remember(fact(ADA, at(0), "hers")).remember(fact(EVE, at(1), "the other's")));

    assertThat(store.list(ADA, ALL, null, 10)).hasSize(1);
    assertThat(store.list(BOB, ALL, null, 10)).isEmpty();
  }

  // ---- conversations and sessions

  @Test
  void a_conversation_answers_its_last_turns_oldest_first() {
    BatchBuilder births = batch(0, 0);
    for (int i = 0; i < 10; i++) {
      births.remember(turn(ADA, at(i), i % 2 == 0 ? "even" : "odd", i / 2));
    }
    births.remember(turn(BOB, at(10), "even", 9));
    commit(births);

    assertThat(store.turns(ADA, "even", 3))
        .extracting(m -> m.content().turn())
        .containsExactly(2, 3, 4);
    assertThat(store.turns(ADA, "even", 3))
        .extracting(m -> m.content().conversation())
        .containsOnly("even");
    assertThat(store.turns(ADA, "unknown", 3)).isEmpty();
  }

  @Test
  void a_session_is_served_as_last_written_until_a_day_has_passed() {
    Map<String, Object> state =
        Map.of("locked", true, "score", 1.0, "steps", List.of("a", "b"), "nul", "\u0000");
    commit(
        batch(0, 0)
            .session(ADA, "s", Map.of("locked", false), START)
            .session(ADA, "s", Map.of("locked", 1), START.plusSeconds(1)));
    commit(batch(0, 2).session(ADA, "s", state, START.plusSeconds(2)));
    Instant expires = START.plusSeconds(2).plus(Duration.ofHours(24));

    assertThat(store.session(ADA, "s", expires.minusMillis(1)))
        .contains(new SessionView(state, START.plusSeconds(2), 3, Samples.eventId(at(2))));
    assertThat(store.session(ADA, "s", expires)).isEmpty();
    assertThat(store.session(BOB, "s", START)).isEmpty();
    assertThat(store.session(EVE, "s", START)).isEmpty();
  }

  @Test
  void the_writers_progress_is_visible() {
    commit(batch(4, 0).remember(fact(ADA, new Position(4, 8), "one")));

    assertThat(store.progress()).containsExactly(Map.entry(4, 9L));
  }

  // ---- what cannot be read

  @Test
  void a_lost_object_hides_its_memories_and_no_others() {
    Memory hot = fact(ADA, at(0), "hot");
    Memory lost = fact(ADA, at(1), "lost");
    Memory kept = monthLater(fact(ADA, at(2), "kept"));
    commit(batch(0, 0).remember(hot).remember(lost).remember(kept));
    stores.tiers().move(List.of(move(lost, Tier.HOT, Tier.COLD)));
    stores.objects().keys().forEach(stores.objects()::delete);
    stores.tiers().move(List.of(move(kept, Tier.HOT, Tier.COLD)));

    assertThat(store.everything(ADA, 0).changed())
        .extracting(Memory::memoryId)
        .containsExactly(hot.memoryId(), kept.memoryId());
    assertThat(store.find(ADA, lost.memoryId())).isEmpty();
    assertThat(store.list(ADA, ALL, null, 1)).hasSize(1);
    assertThat(pages(ALL, 1)).hasSize(2);
  }

  @Test
  void a_damaged_object_hides_its_memories() {
    Memory damaged = fact(ADA, at(0), "damaged");
    commit(batch(0, 0).remember(damaged));
    stores.tiers().move(List.of(move(damaged, Tier.HOT, Tier.COLD)));

    stores.objects().keys().forEach(stores.objects()::damage);

    assertThat(store.find(ADA, damaged.memoryId())).isEmpty();
    assertThat(store.everything(ADA, 0).changed()).isEmpty();
    assertThat(store.everything(ADA, 0).revision()).isEqualTo(2);
  }

  // ---- helpers

  private static Position at(long offset) {
    return new Position(0, offset);
  }

  private void commit(BatchBuilder batch) {
    assertThat(stores.write().commit(batch.build())).isInstanceOf(Committed.class);
  }

  private List<UUID> ids(ListFilter filter) {
    return store.list(ADA, filter, null, 100).stream().map(Memory::memoryId).toList();
  }

  private List<Memory> pages(ListFilter filter, int limit) {
    List<Memory> all = new ArrayList<>();
    @Nullable ListCursor after = null;
    while (true) {
      List<Memory> page = store.list(ADA, filter, after, limit);
      all.addAll(page);
      if (page.size() < limit) {
        return all;
      }
      after = new ListCursor(page.getLast().times().createdAt(), page.getLast().memoryId());
    }
  }

  private static Memory monthLater(Memory memory) {
    return createdAt(memory, memory.times().createdAt().plus(Duration.ofDays(31)));
  }

  private static Memory createdAt(Memory m, Instant created) {
    return new Memory(
        m.memoryId(),
        m.tenant(),
        m.user(),
        m.kind(),
        m.status(),
        m.tier(),
        m.version(),
        m.content(),
        new Memory.Times(created, created, created),
        m.source(),
        m.embedding());
  }
}
