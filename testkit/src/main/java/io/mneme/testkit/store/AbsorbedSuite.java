package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.EVE;
import static io.mneme.testkit.store.Samples.MOVED;
import static io.mneme.testkit.store.Samples.corrected;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.move;
import static io.mneme.testkit.store.Writing.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.cold.ColdStub;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of memories that others answer for. */
public abstract class AbsorbedSuite {
  private Stores stores;
  private ReadStore store;
  private Writing writing;

  /** An empty store for one test. */
  protected abstract Stores open();

  @BeforeEach
  final void openStores() {
    stores = open();
    store = stores.read();
    writing = new Writing(stores.write());
  }

  private static Memory absorbed(Memory memory, Memory by) {
    Embedding vector = Objects.requireNonNull(memory.embedding());
    return memory.absorbedBy(by.memoryId(), MOVED).with(vector);
  }

  private Map<MemoryKey, UUID> absorbers(Memory... speakers) {
    Set<MemoryKey> keys = Set.copyOf(List.of(speakers).stream().map(AbsorbedSuite::key).toList());
    return stores
        .write()
        .load(new StateQuery(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), keys))
        .absorbers();
  }

  private static MemoryKey key(Memory memory) {
    return new MemoryKey(memory.subject(), memory.memoryId());
  }

  @Test
  void what_is_absorbed_is_archived_and_says_what_it_said_without_a_past_of_its_own() {
    Memory one = fact(ADA, at(0, 0), "tea");
    Memory keep = fact(ADA, at(0, 1), "tea");
    Memory gone = absorbed(one, keep);
    writing.commit(batch(0, 0).remember(one).remember(keep));

    writing.commit(batch(0, 2).revise(one, gone));

    assertThat(writing.known(one)).contains(gone);
    assertThat(store.find(ADA, one.memoryId())).contains(gone);
    assertThat(gone.status()).isEqualTo(MemoryStatus.ARCHIVED);
    assertThat(store.life(ADA, one.memoryId(), 10).orElseThrow().before()).isEmpty();
    assertThat(store.everything(ADA, 2).changed()).containsExactly(gone);
  }

  @Test
  void one_answers_for_those_it_absorbed_and_for_those_they_had_absorbed() {
    Memory one = fact(ADA, at(0, 0), "tea");
    Memory two = fact(ADA, at(0, 1), "tea");
    Memory three = fact(ADA, at(0, 2), "tea");
    writing.commit(batch(0, 0).remember(one).remember(two).remember(three));
    writing.commit(batch(0, 3).revise(one, absorbed(one, two)));
    writing.commit(batch(0, 4).revise(two, absorbed(two, three)));

    assertThat(store.absorbed(ADA, three.memoryId()))
        .containsExactly(absorbed(one, two), absorbed(two, three));
    assertThat(store.absorbed(ADA, two.memoryId())).containsExactly(absorbed(one, two));
    assertThat(store.absorbed(ADA, one.memoryId())).isEmpty();
    assertThat(absorbers(three))
        .isEqualTo(Map.of(key(one), two.memoryId(), key(two), three.memoryId()));
    assertThat(absorbers(one, two)).isEqualTo(Map.of(key(one), two.memoryId()));
  }

  @Test
  void born_and_absorbed_in_one_batch_is_told_as_if_it_had_been_two() {
    Memory one = fact(ADA, at(0, 0), "tea");
    Memory keep = fact(ADA, at(0, 1), "tea");

    writing.commit(
        batch(0, 0).remember(one).remember(keep).revise(one.withoutVector(), absorbed(one, keep)));

    assertThat(store.absorbed(ADA, keep.memoryId())).containsExactly(absorbed(one, keep));
  }

  @Test
  void a_cold_one_keeps_whose_it_is_and_comes_back_with_it() {
    Memory one = fact(ADA, at(0, 0), "tea");
    Memory keep = fact(ADA, at(0, 1), "tea");
    writing.commit(batch(0, 0).remember(one).remember(keep));
    writing.commit(batch(0, 2).revise(one, absorbed(one, keep)));

    stores.tiers().move(List.of(move(one, Tier.HOT, Tier.COLD)));

    assertThat(store.pack(ADA, 0).cold())
        .extracting(ColdStub::state)
        .extracting(Memory::absorbedBy)
        .containsExactly(keep.memoryId());
    assertThat(store.absorbed(ADA, keep.memoryId()))
        .singleElement()
        .satisfies(stub -> {
          assertThat(stub.source().eventId()).isEqualTo(one.source().eventId());
          assertThat(stub.status()).isEqualTo(MemoryStatus.ARCHIVED);
          assertThat(stub.times().occurredAt()).isEqualTo(one.times().occurredAt());
        });
    Memory cold = store.find(ADA, one.memoryId()).orElseThrow();
    assertThat(cold.absorbedBy()).isEqualTo(keep.memoryId());
    assertThat(cold.content()).isEqualTo(one.content());
    Memory again = corrected(cold, "coffee");
    writing.commit(batch(0, 3).revise(cold, again));
    assertThat(store.absorbed(ADA, keep.memoryId())).isEmpty();
    assertThat(writing.known(one)).contains(again);
  }

  @Test
  void nobody_answers_for_the_memories_of_another() {
    Subject[] others = {BOB, EVE};
    Memory one = fact(ADA, at(0, 0), "tea");
    Memory keep = fact(ADA, at(0, 1), "tea");
    writing.commit(batch(0, 0).remember(one).remember(keep));
    writing.commit(batch(0, 2).revise(one, absorbed(one, keep)));

    for (Subject other : others) {
      assertThat(store.absorbed(other, keep.memoryId())).isEmpty();
      assertThat(
              stores
                  .write()
                  .load(
                      new StateQuery(
                          Set.of(),
                          Set.of(),
                          Set.of(),
                          Set.of(),
                          Set.of(),
                          Set.of(),
                          Set.of(new MemoryKey(other, keep.memoryId()))))
                  .absorbers())
          .isEmpty();
    }
  }
}
