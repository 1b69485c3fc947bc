package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.move;
import static io.mneme.testkit.store.Samples.rich;
import static io.mneme.testkit.store.Writing.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriteStore.Announcement;
import io.mneme.storage.write.WriteStore.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WriteStore} says is still to be announced. */
public abstract class OutboxSuite {
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

  @Test
  void what_was_committed_is_to_be_announced_in_the_order_of_the_log() {
    Memory one = fact(ADA, at(2, 0), "one");
    Memory two = fact(ADA, at(2, 1), "two");
    writing.commit(
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
    writing.commit(births);
    store.settle(0, 24);
    writing.commit(batch(0, 25).erase(ADA, ids));

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
    writing.commit(batch(0, 0).remember(born));
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
    writing.commit(batch(0, 0).remember(lost).remember(kept));
    stores.tiers().move(List.of(move(lost, Tier.HOT, Tier.COLD)));
    stores.objects().keys().forEach(stores.objects()::delete);

    assertThat(store.outbox(0, null, 1))
        .containsExactly(new Announcement.Changed(new Mark(1, 0), kept));
  }

  @Test
  void what_was_announced_is_settled_up_to_an_offset_of_its_partition() {
    writing.commit(
        batch(0, 0).remember(fact(ADA, at(0, 0), "a")).remember(fact(ADA, at(0, 1), "b")));
    writing.commit(batch(0, 2).remember(fact(ADA, at(0, 2), "c")));
    writing.commit(batch(1, 0).remember(fact(BOB, at(1, 0), "d")));

    store.settle(0, 1);
    store.settle(0, 1);

    assertThat(store.outbox(0, null, PAGE)).extracting(a -> a.mark().offset()).containsExactly(2L);
    assertThat(store.outbox(1, null, PAGE)).hasSize(1);
  }

  @Test
  void several_partitions_are_settled_at_once_each_up_to_its_own_offset() {
    writing.commit(
        batch(0, 0).remember(fact(ADA, at(0, 0), "a")).remember(fact(ADA, at(0, 1), "b")));
    writing.commit(batch(1, 0).remember(fact(BOB, at(1, 0), "c")));
    writing.commit(batch(2, 0).remember(fact(BOB, at(2, 0), "d")));

    store.settle(Map.of(0, 0L, 1, 0L), Map.of());

    assertThat(store.outbox(0, null, PAGE)).extracting(a -> a.mark().offset()).containsExactly(1L);
    assertThat(store.outbox(1, null, PAGE)).isEmpty();
    assertThat(store.outbox(2, null, PAGE)).hasSize(1);
  }
}
