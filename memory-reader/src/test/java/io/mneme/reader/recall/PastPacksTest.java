package io.mneme.reader.recall;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.reader.Remembered;
import io.mneme.reader.World;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PastPacksTest {
  private static final String JANUARY = "2026-01-01T10:00:00Z";
  private static final String MARCH = "2026-03-01T10:00:00Z";
  private static final Instant FEBRUARY = Instant.parse("2026-02-01T10:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T10:00:00Z");

  private final World world = new World();
  private final Remembered oslo = Remembered.text("Mira lives in Oslo").at(JANUARY).turn("c", 0);
  private final Remembered cat = Remembered.text("Mira has a cat").at(MARCH).offset(1).turn("c", 1);

  @BeforeEach
  void remember() {
    world.store.remember(oslo, cat);
    world.cache.revisions.put(MIRA, 1L);
  }

  @Test
  void thePastHasTheWordsOfThenAndNothingOfLater() {
    world.store.correct(oslo, Remembered.text("Mira lives in Bergen").turn("c", 0), APRIL);

    assertThat(recall(FEBRUARY)).containsExactly("Mira lives in Oslo");
    assertThat(recall(Instant.parse(MARCH)))
        .containsExactlyInAnyOrder("Mira lives in Oslo", "Mira has a cat");
    assertThat(recall(APRIL)).containsExactlyInAnyOrder("Mira lives in Bergen", "Mira has a cat");
  }

  @Test
  void thePastChangesNothingOfWhatIsHeldAndIsAskedOnceARequest() {
    world.store.correct(oslo, Remembered.text("Mira lives in Bergen").turn("c", 0), APRIL);
    world.cache.revisions.put(MIRA, 2L);
    List<String> now = recall(null);
    int packs = world.store.packsRead.get();
    Reading reading = world.reads.begin(List.of(), FEBRUARY);

    world.reads.turns(MIRA, "c", 5, reading);
    world.reads.pack(MIRA, reading);

    assertThat(world.store.pastsRead).hasValue(1);
    assertThat(world.store.packsRead).hasValue(packs);
    assertThat(recall(null)).isEqualTo(now);
    assertThat(world.reads.tracked(List.of(MIRA), reading)).as("what may be kept").isEmpty();
  }

  @Test
  void whatWasForgottenSinceIsNotThere() {
    world.store.forget(oslo);
    world.cache.revisions.put(MIRA, 2L);

    assertThat(recall(APRIL)).containsExactly("Mira has a cat");
  }

  @Test
  void theTurnsOfAConversationAreThoseOfThen() {
    world.store.correct(oslo, Remembered.text("Mira lives in Bergen").turn("c", 0), APRIL);
    Reading reading = world.reads.begin(List.of(), FEBRUARY);

    assertThat(world.reads.turns(MIRA, "c", 5, reading))
        .extracting(turn -> turn.content().text())
        .containsExactly("Mira lives in Oslo");
  }

  @Test
  void aDatabaseOlderThanThePackIsNotBelieved() {
    world.store.pastsBehind = 1;

    assertThatThrownBy(() -> recall(FEBRUARY)).isInstanceOf(NothingAnswers.class);
  }

  @Test
  void withoutPostgresNobodyAnswersForThePast() {
    recall(null);
    world.store.down = true;

    assertThatThrownBy(() -> recall(FEBRUARY)).isInstanceOf(NothingAnswers.class);
    assertThat(recall(null)).hasSize(2);
  }

  @Test
  void moreChangesThanAreLookedAtAreRefused() {
    world.store.pastsWhole = false;

    assertThatThrownBy(() -> recall(FEBRUARY)).isInstanceOf(TooMuchChanged.class);
  }

  private List<String> recall(@Nullable Instant asOf) {
    Reading reading = world.reads.begin(List.of(), asOf);
    return world
        .recaller
        .recall(new Recall(MIRA, "Where does Mira live?", 10, MemoryFilter.ALL), reading)
        .stream()
        .map(ranked -> ranked.memory().content().text())
        .toList();
  }
}
