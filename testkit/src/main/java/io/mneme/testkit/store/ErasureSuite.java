package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.START;
import static io.mneme.testkit.store.Samples.eventId;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.move;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Position;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.read.ErasureReceipt;
import io.mneme.storage.read.ReadStore.SessionVerdict;
import io.mneme.storage.write.Batch;
import io.mneme.storage.write.CommitResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store says became of an event that asked for something to be gone. */
public abstract class ErasureSuite {
  private Stores stores;
  private Writing writing;

  /** An empty store for one test. */
  protected abstract Stores open();

  @BeforeEach
  final void openStores() {
    stores = open();
    writing = new Writing(stores.write());
  }

  @Test
  void a_forgotten_memory_has_a_receipt_that_names_it_and_counts_it_where_it_lay() {
    Memory warm = fact(ADA, at(0), "warm");
    writing.commit(batch(0, 0).remember(warm).session(ADA, "s", Map.of("a", 1), START));
    stores.tiers().move(List.of(move(warm, Tier.HOT, Tier.WARM)));

    writing.commit(batch(0, 2).forgetOnRequest(warm));

    ErasureReceipt receipt = receipt(2);
    assertThat(receipt.memoryId()).isEqualTo(warm.memoryId());
    assertThat(receipt.requestedAt()).isEqualTo(START);
    assertThat(counts(receipt)).containsExactly(0, 1, 0, 0);
    assertThat(receipt.objects().count()).isZero();
    assertThat(receipt.copies().doneAt()).isNull();
    assertThat(receipt.isComplete()).isFalse();
  }

  @Test
  void an_erased_subject_has_a_receipt_that_counts_every_tier_and_names_no_memory() {
    Memory hot = fact(ADA, at(0), "hot");
    Memory warm = fact(ADA, at(1), "warm");
    Memory cold = fact(ADA, at(2), "cold");
    writing.commit(
        batch(0, 0)
            .remember(hot)
            .remember(warm)
            .remember(cold)
            .session(ADA, "s", Map.of("a", 1), START)
            .session(BOB, "s", Map.of("b", 1), START));
    stores.tiers().move(List.of(move(warm, Tier.HOT, Tier.WARM), move(cold, Tier.HOT, Tier.COLD)));

    writing.commit(
        batch(0, 5).eraseOnRequest(ADA, List.of(hot.memoryId(), warm.memoryId(), cold.memoryId())));

    ErasureReceipt receipt = receipt(5);
    assertThat(receipt.memoryId()).isNull();
    assertThat(counts(receipt)).containsExactly(1, 1, 1, 1);
    assertThat(receipt.objects().count()).isEqualTo(1);
  }

  @Test
  void what_was_born_and_forgotten_in_one_batch_counts_as_if_it_had_been_two() {
    Memory brief = fact(ADA, at(0), "brief");

    writing.commit(batch(0, 0).remember(brief).forgetOnRequest(brief));

    assertThat(counts(receipt(1))).containsExactly(1, 0, 0, 0);
  }

  @Test
  void who_asks_for_what_is_not_there_gets_a_receipt_of_nothing() {
    writing.commit(batch(0, 0).forgetNothing(ADA, new UUID(1, 2)));

    assertThat(counts(receipt(0))).containsExactly(0, 0, 0, 0);
  }

  @Test
  void a_receipt_says_that_the_copies_were_told_and_how_many_keys_went_once() {
    Memory one = fact(ADA, at(0), "one");
    Memory two = fact(ADA, at(1), "two");
    writing.commit(batch(0, 0).remember(one).remember(two).forgetOnRequest(one));
    stores.write().settle(Map.of(0, 1L), Map.of(ADA, 9L));
    assertThat(receipt(2).copies().doneAt()).isNull();

    stores.write().settle(Map.of(0, 2L), Map.of(ADA, 3L, BOB, 5L));
    stores.write().settle(Map.of(0, 2L), Map.of(ADA, 7L));

    assertThat(receipt(2).copies().doneAt()).isNotNull();
    assertThat(receipt(2).copies().redisKeys()).isEqualTo(3);
  }

  @Test
  void the_same_event_twice_leaves_one_receipt_as_it_was() {
    Memory one = fact(ADA, at(0), "one");
    writing.commit(batch(0, 0).remember(one).forgetOnRequest(one));
    stores.write().settle(Map.of(0, 1L), Map.of(ADA, 3L));
    ErasureReceipt before = receipt(1);
    Batch again =
        new Batch(
            List.of(new Batch.LedgerEntry(eventId(at(1)), at(2))),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(new Batch.Advance(0, 2, 3)),
            List.of(new Batch.Request(eventId(at(1)), at(2), ADA, one.memoryId(), START)),
            List.of());

    CommitResult result = stores.write().commit(again);

    assertThat(result).isInstanceOf(CommitResult.Overtaken.class);
    assertThat(receipt(1)).isEqualTo(before);
  }

  @Test
  void a_verdict_is_its_subjects_alone_and_goes_when_the_subject_is_erased() {
    UUID found = eventId(at(0));
    writing.commit(
        batch(0, 0)
            .session(ADA, "s", Map.of("n", 1), START)
            .refusedSession(ADA, "s", found)
            .refusedSession(BOB, "s", null));

    UUID hers = eventId(at(1));
    UUID his = eventId(at(2));
    assertThat(stores.read().verdict(ADA, hers))
        .contains(new SessionVerdict(hers, "s", Optional.of(found)));
    assertThat(stores.read().verdict(BOB, his))
        .contains(new SessionVerdict(his, "s", Optional.empty()));
    assertThat(stores.read().verdict(BOB, hers)).isEmpty();

    writing.commit(batch(0, 3).erase(ADA, List.of()));

    assertThat(stores.read().verdict(ADA, hers)).isEmpty();
    assertThat(stores.read().verdict(BOB, his)).isPresent();
  }

  @Test
  void a_receipt_is_its_subjects_alone() {
    writing.commit(batch(0, 0).eraseOnRequest(ADA, List.of()));

    assertThat(stores.read().erasure(BOB, eventId(at(0)))).isEmpty();
    assertThat(stores.read().erasure(ADA, eventId(at(7)))).isEmpty();
  }

  private static Position at(long offset) {
    return Writing.at(0, offset);
  }

  private ErasureReceipt receipt(long offset) {
    return stores.read().erasure(ADA, eventId(at(offset))).orElseThrow();
  }

  private static List<Integer> counts(ErasureReceipt receipt) {
    ErasureReceipt.Rows rows = receipt.rows();
    return List.of(rows.hot(), rows.warm(), rows.cold(), rows.sessions());
  }
}
