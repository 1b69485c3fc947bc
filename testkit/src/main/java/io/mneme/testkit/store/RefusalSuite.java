package io.mneme.testkit.store;

import static io.mneme.testkit.store.BatchBuilder.batch;
import static io.mneme.testkit.store.Samples.ADA;
import static io.mneme.testkit.store.Samples.BOB;
import static io.mneme.testkit.store.Samples.fact;
import static io.mneme.testkit.store.Samples.turn;
import static io.mneme.testkit.store.Writing.at;
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
import io.mneme.storage.write.StateQuery;
import io.mneme.storage.write.StateQuery.SessionKey;
import io.mneme.storage.write.WriteStore;
import io.mneme.storage.write.WriterState;
import io.mneme.storage.write.WriterState.SessionMark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WriteStore} refuses to keep, and keeps none of. */
public abstract class RefusalSuite {
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
  void the_first_vectors_make_their_model_the_stores_and_another_is_refused() {
    assertThat(store.model()).isEmpty();
    Memory memory = fact(ADA, at(0, 0), "one");

    writing.commit(batch(0, 0).remember(memory));

    assertThat(store.model()).contains("sample/1");
    Memory two = fact(ADA, at(0, 1), "two");
    Embedding vector = Samples.vector(two.content());
    Memory other = two.with(Embedding.of("another/1", vector.contentHash(), vector.toFloats()));
    assertThat(store.commit(batch(0, 1).remember(other).build()))
        .isEqualTo(new CommitResult.OtherModel("sample/1"));
    assertThat(writing.known(other)).isEmpty();
    assertThat(store.progress()).containsExactly(Map.entry(0, 1L));
  }

  @Test
  void an_import_that_has_to_be_refused_is_known_by_when_its_subject_was_erased() {
    Instant first = Instant.parse("2026-01-01T00:00:00Z");
    Instant second = Instant.parse("2026-01-02T00:00:00Z");
    writing.commit(batch(0, 0).erase(ADA, List.of(), second).erase(ADA, List.of(), first));

    WriterState state =
        store.load(
            new StateQuery(
                Set.of(), Set.of(), Set.of(), Set.of(), Set.of(ADA, BOB), Set.of(), Set.of()));

    assertThat(state.erasedAt()).isEqualTo(Map.of(ADA, second));
  }

  @Test
  void a_write_that_has_to_be_refused_is_known_by_which_event_wrote_the_session_last() {
    writing.commit(
        batch(0, 0)
            .session(ADA, "s", Map.of("n", 1), Instant.EPOCH)
            .session(ADA, "s", Map.of("n", 2), Samples.START)
            .session(BOB, "s", Map.of("n", 3), Samples.START));
    SessionKey hers = new SessionKey(ADA, "s");
    Set<SessionKey> asked = Set.of(hers, new SessionKey(ADA, "other"));

    WriterState state =
        store.load(
            new StateQuery(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), asked, Set.of()));

    assertThat(state.sessions())
        .isEqualTo(
            Map.of(hers, new SessionMark(Samples.eventId(new Position(0, 1)), Samples.START)));
  }

  @Test
  void a_text_no_store_can_keep_is_refused_by_its_position_and_nothing_is_stored() {
    Memory good = fact(ADA, at(0, 0), "good");
    for (String text : List.of("nul \u0000 byte", "half \ud83d pair", "\udc00", "end \ud83d")) {
      Batch batch = batch(0, 0).remember(good).remember(fact(ADA, at(0, 1), text)).build();

      assertThatThrownBy(() -> store.commit(batch))
          .isInstanceOfSatisfying(
              UnstorableRecord.class, e -> assertThat(e.position()).contains(at(0, 1)));
    }
    assertThat(writing.known(good)).isEmpty();
    assertThat(store.progress().getOrDefault(0, 0L)).isZero();
  }

  @Test
  void half_a_surrogate_pair_in_metadata_is_refused_and_an_escaped_nul_is_kept() {
    Memory memory = fact(ADA, at(0, 0), "text");
    Memory broken = withMetadata(memory, Map.of("k", "\ud83d"));
    Memory nul = withMetadata(memory, Map.of("k", "\u0000", "\u0000", 1));

    assertThatThrownBy(() -> store.commit(batch(0, 0).remember(broken).build()))
        .isInstanceOf(UnstorableRecord.class);
    writing.commit(batch(0, 0).remember(nul));

    assertThat(writing.known(nul)).contains(nul);
  }

  @Test
  void a_name_too_long_for_an_index_is_refused() {
    Memory wordy = turn(ADA, at(0, 0), "ß".repeat(257), 0);
    Memory longest =
        turn(new Subject("a".repeat(63), "🐈".repeat(128)), at(0, 0), "🐈".repeat(128), 0);

    assertThatThrownBy(() -> store.commit(batch(0, 0).remember(wordy).build()))
        .isInstanceOf(UnstorableRecord.class);
    writing.commit(
        batch(0, 0)
            .remember(longest)
            .turns(longest.subject(), "🐈".repeat(128), 1)
            .session(longest.subject(), "🐈".repeat(128), Map.of(), Samples.START));

    assertThat(writing.known(longest)).contains(longest);
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
