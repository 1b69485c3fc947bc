package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.EVE;
import static io.mneme.testkit.store.Samples.START;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.move;
import static io.mneme.testkit.store.Samples.rich;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Position;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.read.MemoryLife;
import io.mneme.storage.read.MemoryLife.Version;
import io.mneme.storage.read.PastPack;
import io.mneme.storage.read.ReadStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps of a memory that has changed, and says of a time that is over. */
public abstract class HistorySuite {
  private static final int MANY = 100;

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

  @Test
  void a_memory_that_was_never_corrected_has_no_other_version() {
    Memory born = fact(ADA, at(0), "one");
    writing.commit(batch(0, 0).remember(born));

    assertThat(store.life(ADA, born.memoryId(), MANY))
        .contains(new MemoryLife(born, List.of(), true));
    assertThat(store.past(ADA, START, MANY)).isEqualTo(new PastPack(1, List.of(), true));
  }

  @Test
  void a_life_tells_every_version_with_its_end_and_the_event_that_ended_it() {
    Memory one = fact(ADA, at(0), "one");
    Memory two = corrected(one, "two", 10);
    Memory three = corrected(two, "three", 20);
    writing.commit(batch(0, 0).remember(one));
    writing.commit(batch(0, 1).revise(one, two).revise(two, three));

    assertThat(store.life(ADA, one.memoryId(), MANY))
        .contains(
            new MemoryLife(three, List.of(version("one", 10, 1), version("two", 20, 2)), true));
  }

  @Test
  void born_and_corrected_in_one_batch_is_told_as_if_it_had_been_two() {
    Memory one = fact(ADA, at(0), "one");
    Memory two = corrected(one, "two", 10);
    Memory unembedded = one.withoutVector();

    writing.commit(batch(0, 0).remember(one).revise(unembedded, two));

    assertThat(store.life(ADA, one.memoryId(), MANY).orElseThrow().before())
        .containsExactly(version("one", 10, 1));
    assertThat(store.past(ADA, after(5), MANY).memories())
        .singleElement()
        .extracting(Memory::embedding)
        .isEqualTo(one.embedding());
  }

  @Test
  void of_more_versions_than_were_asked_for_the_latest_are_told() {
    Memory now = fact(ADA, at(0), "0");
    BatchBuilder changes = batch(0, 0).remember(now);
    for (int i = 1; i <= 5; i++) {
      Memory next = corrected(now, "" + i, i);
      changes.revise(now, next);
      now = next;
    }
    writing.commit(changes);

    MemoryLife life = store.life(ADA, now.memoryId(), 2).orElseThrow();

    assertThat(life.isWhole()).isFalse();
    assertThat(life.before()).containsExactly(version("3", 4, 4), version("4", 5, 5));
    assertThat(store.life(ADA, now.memoryId(), 5).orElseThrow().isWhole()).isTrue();
  }

  @Test
  void the_past_holds_what_a_memory_said_then_every_field_of_it_and_only_while_it_did() {
    Memory one = rich(ADA, at(0));
    Memory two = corrected(one, "two", 10);
    Memory three = corrected(two, "three", 20);
    writing.commit(batch(0, 0).remember(one));
    writing.commit(batch(0, 1).revise(one, two));
    writing.commit(batch(0, 2).revise(two, three));

    assertThat(store.past(ADA, START.minusSeconds(1), MANY).memories()).isEmpty();
    assertThat(store.past(ADA, START, MANY).memories()).containsExactly(asOf(three, one));
    assertThat(store.past(ADA, after(10).minusMillis(1), MANY).memories())
        .containsExactly(asOf(three, one));
    assertThat(store.past(ADA, after(10), MANY).memories()).containsExactly(asOf(three, two));
    assertThat(store.past(ADA, after(20), MANY)).isEqualTo(new PastPack(3, List.of(), true));
  }

  @Test
  void of_two_corrections_the_logs_order_decides_and_not_their_clocks() {
    Memory one = fact(ADA, at(0), "one");
    Memory two = corrected(one, "two", 20);
    Memory three = corrected(two, "three", 10);
    writing.commit(batch(0, 0).remember(one).revise(one, two).revise(two, three));

    assertThat(store.past(ADA, after(15), MANY).memories()).containsExactly(asOf(three, one));
    assertThat(store.past(ADA, after(20), MANY).memories()).isEmpty();
  }

  @Test
  void the_past_of_a_memory_lies_in_the_tier_it_has_now() {
    Memory one = rich(ADA, at(0));
    writing.commit(batch(0, 0).remember(one));
    stores.tiers().move(List.of(move(one, Tier.HOT, Tier.COLD)));
    Memory cold = writing.known(one).orElseThrow();
    Memory two = corrected(cold, "two", 10);
    writing.commit(batch(0, 1).revise(cold, two));
    assertThat(store.past(ADA, START, MANY).memories()).containsExactly(asOf(two, one));

    stores.tiers().move(List.of(move(two, Tier.HOT, Tier.WARM)));

    assertThat(store.past(ADA, START, MANY).memories())
        .containsExactly(asOf(two.movedTo(Tier.WARM, Samples.MOVED), one));
  }

  @Test
  void what_was_in_a_lost_object_is_told_without_words() {
    Memory one = fact(ADA, at(0), "one");
    writing.commit(batch(0, 0).remember(one));
    stores.tiers().move(List.of(move(one, Tier.HOT, Tier.COLD)));
    stores.objects().keys().forEach(stores.objects()::delete);
    Memory stub = writing.known(one).orElseThrow();

    writing.commit(batch(0, 1).revise(stub, corrected(stub, "two", 10)));

    assertThat(store.life(ADA, one.memoryId(), MANY).orElseThrow().before())
        .containsExactly(version("", 10, 1));
    assertThat(store.past(ADA, START, MANY).memories())
        .singleElement()
        .satisfies(then -> assertThat(then.content().text()).isEmpty());
  }

  @Test
  void a_forgotten_memory_has_no_past_and_no_life() {
    Memory one = fact(ADA, at(0), "one");
    Memory two = corrected(one, "two", 10);
    writing.commit(batch(0, 0).remember(one).revise(one, two));
    Memory brief = fact(ADA, at(2), "brief");

    writing.commit(
        batch(0, 2)
            .remember(brief)
            .revise(brief, corrected(brief, "b", 11))
            .forget(two)
            .forget(brief));

    assertThat(store.life(ADA, one.memoryId(), MANY)).isEmpty();
    assertThat(store.past(ADA, after(5), MANY).memories()).isEmpty();
  }

  @Test
  void an_erased_subject_has_no_past() {
    Memory hers = fact(ADA, at(0), "hers");
    Memory his = fact(BOB, at(1), "his");
    writing.commit(
        batch(0, 0)
            .remember(hers)
            .remember(his)
            .revise(hers, corrected(hers, "hers again", 10))
            .revise(his, corrected(his, "his again", 10)));

    writing.commit(batch(0, 4).erase(ADA, List.of(hers.memoryId())));

    assertThat(store.past(ADA, after(5), MANY).memories()).isEmpty();
    assertThat(store.past(BOB, after(5), MANY).memories()).hasSize(1);
  }

  @Test
  void of_more_memories_than_were_asked_for_the_past_says_that_it_is_not_whole() {
    BatchBuilder changes = batch(0, 0);
    for (int i = 0; i < 3; i++) {
      Memory born = fact(ADA, at(2L * i), "m" + i);
      changes.remember(born).revise(born, corrected(born, "n" + i, 100));
    }
    writing.commit(changes);

    assertThat(store.past(ADA, after(50), 2).isWhole()).isFalse();
    assertThat(store.past(ADA, after(50), 2).memories()).hasSize(2);
    assertThat(store.past(ADA, after(50), 3).isWhole()).isTrue();
  }

  @Test
  void a_past_is_of_one_subject() {
    Memory hers = fact(ADA, at(0), "hers");
    writing.commit(batch(0, 0).remember(hers).revise(hers, corrected(hers, "new", 10)));

    assertThat(store.past(BOB, after(5), MANY).memories()).isEmpty();
    assertThat(store.past(EVE, after(5), MANY).memories()).isEmpty();
    assertThat(store.life(BOB, hers.memoryId(), MANY)).isEmpty();
    assertThat(store.life(EVE, hers.memoryId(), MANY)).isEmpty();
  }

  private static Position at(long offset) {
    return Writing.at(0, offset);
  }

  private static Instant after(long seconds) {
    return START.plusSeconds(seconds);
  }

  private static Version version(String text, long until, long changedAt) {
    return new Version(text, after(until), Samples.eventId(at(changedAt)));
  }

  private static Memory corrected(Memory memory, String text, long seconds) {
    Memory next = Samples.corrected(memory, text);
    Memory.Times times = next.times();
    return with(
        next, next, new Memory.Times(times.occurredAt(), times.createdAt(), after(seconds)));
  }

  /** The words of then, where the memory is now. */
  private static Memory asOf(Memory now, Memory then) {
    return with(now, then, now.times());
  }

  private static Memory with(Memory state, Memory words, Memory.Times times) {
    return new Memory(
        state.memoryId(),
        state.tenant(),
        state.user(),
        words.kind(),
        state.status(),
        state.tier(),
        state.version(),
        words.content(),
        times,
        state.source(),
        words.embedding());
  }
}
