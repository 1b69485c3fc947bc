package io.mneme.writer.derive;

import static io.mneme.writer.Events.ANN;
import static io.mneme.writer.Events.BOB;
import static io.mneme.writer.Events.asserted;
import static io.mneme.writer.Events.consolidated;
import static io.mneme.writer.Events.corrected;
import static io.mneme.writer.Events.erased;
import static io.mneme.writer.Events.forgotten;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.write.StateQuery.MemoryKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What consolidating means, and what everything else means to what was consolidated. */
class ConsolidatedTest {
  private static final UUID ONE = Ids.memory(ANN, id("1"), 0);
  private static final UUID TWO = Ids.memory(ANN, id("2"), 0);
  private static final UUID THREE = Ids.memory(ANN, id("3"), 0);

  private final Stored stored = new Stored();
  private int offset;

  @BeforeEach
  void remember() {
    take(asserted(ANN, "1", "Likes tea"), asserted(ANN, "2", "Likes tea."));
    take(asserted(ANN, "3", "Likes tea!"));
  }

  @Test
  void theAbsorbedIsArchivedAndSaysWhatItSaid() {
    Memory before = ann(ONE);

    take(consolidated(ann(TWO), ann(ONE)));

    Memory after = ann(ONE);
    assertThat(after.status()).isEqualTo(MemoryStatus.ARCHIVED);
    assertThat(after.absorbedBy()).isEqualTo(TWO);
    assertThat(after.version()).isEqualTo(2);
    assertThat(after.content()).isEqualTo(before.content());
    assertThat(after.source()).isEqualTo(before.source());
    assertThat(ann(TWO).version()).isEqualTo(1);
    assertThat(ann(THREE).status()).isEqualTo(MemoryStatus.ACTIVE);
  }

  @Test
  void aColdOneIsWholeAgainUntilItSinks() {
    Memory cold = ann(ONE).movedTo(Tier.WARM, ann(ONE).times().updatedAt());
    stored.memories.put(new MemoryKey(ANN, ONE), cold.movedTo(Tier.COLD, cold.times().updatedAt()));

    take(consolidated(ann(TWO), ann(ONE)));

    assertThat(ann(ONE).tier()).isEqualTo(Tier.HOT);
    assertThat(ann(ONE).content().text()).isEqualTo("Likes tea");
  }

  @Test
  void whatWasCorrectedSinceItWasJudgedIsLeftAlone() {
    Event judged = consolidated(ann(THREE), ann(ONE), ann(TWO));
    take(corrected(ANN, "k", ONE, "Likes coffee"));

    take(judged);

    assertThat(ann(ONE).absorbedBy()).isNull();
    assertThat(ann(TWO).absorbedBy()).isEqualTo(THREE);
  }

  @Test
  void aKeptOneThatSaysSomethingElseByNowAnswersForNobody() {
    Event judged = consolidated(ann(THREE), ann(ONE), ann(TWO));

    Derived derived = take(corrected(ANN, "k", THREE, "Likes coffee"), judged);

    assertThat(derived.refusals()).isEmpty();
    assertThat(ann(ONE).absorbedBy()).isNull();
    assertThat(ann(TWO).absorbedBy()).isNull();
  }

  @Test
  void oneThatIsGoneOrAbsorbedAlreadyAnswersForNobodyAndNobodyForItAgain() {
    Event first = consolidated(ann(TWO), ann(ONE));
    Event late = consolidated(ann(ONE), ann(THREE));
    Event again = consolidated(ann(THREE), ann(ONE));
    Event gone = consolidated(ann(TWO), ann(THREE));

    take(first, late, again, forgotten(ANN, "f", TWO), gone);

    assertThat(stored.memories).containsOnlyKeys(new MemoryKey(ANN, THREE));
    assertThat(ann(THREE).version()).isEqualTo(1);
  }

  @Test
  void nobodyAbsorbsTheMemoryOfAnotherOrItself() {
    take(asserted(BOB, "b", "Likes tea"));
    MemoryKey bob = new MemoryKey(BOB, Ids.memory(BOB, id("b"), 0));
    Memory bobs = Objects.requireNonNull(stored.memories.get(bob));

    take(consolidated(ann(ONE), bobs, ann(ONE)));

    assertThat(stored.memories.values()).extracting(Memory::absorbedBy).containsOnlyNulls();
  }

  @Test
  void aTurnStaysInItsConversation() {
    take(turn(ANN, "t1", "c", "Likes tea"), turn(ANN, "t2", "c", "Likes tea"));

    take(consolidated(ann(Ids.memory(ANN, id("t1"), 0)), ann(Ids.memory(ANN, id("t2"), 0))));

    assertThat(stored.memories.values()).extracting(Memory::absorbedBy).containsOnlyNulls();
  }

  @Test
  void withTheKeptOneGoesAllItAnsweredForDirectlyOrThroughAnother() {
    take(consolidated(ann(TWO), ann(ONE)));
    take(consolidated(ann(THREE), ann(TWO)));

    take(forgotten(ANN, "f", THREE));

    assertThat(stored.memories).isEmpty();
  }

  @Test
  void inOneBatchItGoesTooAndWhatWasAbsorbedLongAgo() {
    take(consolidated(ann(TWO), ann(ONE)));

    Derived derived = take(consolidated(ann(THREE), ann(TWO)), forgotten(ANN, "f", THREE));

    assertThat(stored.memories).isEmpty();
    assertThat(derived.requests()).hasSize(1);
  }

  @Test
  void forgettingTheAbsorbedForgetsItAlone() {
    take(consolidated(ann(TWO), ann(ONE)));

    take(forgotten(ANN, "f", ONE));

    assertThat(stored.memories.keySet())
        .extracting(MemoryKey::memoryId)
        .containsExactlyInAnyOrder(TWO, THREE);
    assertThat(ann(TWO).status()).isEqualTo(MemoryStatus.ACTIVE);
  }

  @Test
  void aCorrectionOfTheAbsorbedMakesItAnswerForItself() {
    take(consolidated(ann(TWO), ann(ONE)));

    take(corrected(ANN, "k", ONE, "Likes coffee"), forgotten(ANN, "f", TWO));

    assertThat(ann(ONE).status()).isEqualTo(MemoryStatus.ACTIVE);
    assertThat(ann(ONE).absorbedBy()).isNull();
    assertThat(ann(ONE).content().text()).isEqualTo("Likes coffee");
  }

  @Test
  void aCorrectionOfTheKeptOneCorrectsWhatAllOfThemSaid() {
    take(consolidated(ann(TWO), ann(ONE)));

    take(corrected(ANN, "k", TWO, "Likes coffee"));

    assertThat(ann(ONE).status()).isEqualTo(MemoryStatus.ARCHIVED);
    assertThat(ann(ONE).absorbedBy()).isEqualTo(TWO);
    assertThat(ann(TWO).content().text()).isEqualTo("Likes coffee");
  }

  @Test
  void anErasureTakesTheAbsorbedToo() {
    take(consolidated(ann(TWO), ann(ONE)));

    take(erased(ANN, "x", null));

    assertThat(stored.memories).isEmpty();
  }

  private Memory ann(UUID id) {
    return Objects.requireNonNull(stored.memories.get(new MemoryKey(ANN, id)));
  }

  private Derived take(Event... events) {
    List<Placed> batch = new ArrayList<>();
    for (Event event : events) {
      batch.add(new Placed(event, new Position(3, offset++)));
    }
    return stored.take(batch);
  }
}
