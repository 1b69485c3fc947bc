package io.mneme.reader.recall;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mneme.reader.Remembered;
import io.mneme.reader.World;
import io.mneme.reader.database.Need;
import io.mneme.reader.rank.Ranked;
import io.mneme.reader.recall.Degradation.Level;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecallerTest {
  private final World world = new World();
  private Reading reading = new Reading(new Consistency.None(), new Need.Recent(), null);

  @BeforeEach
  void remember() {
    world.store.remember(Remembered.text("Mira drinks green tea").turn("c", 0));
    world.cache.revisions.put(MIRA, 1L);
  }

  @Test
  void withEverythingWellAnAnswerStandsOnTheFirstStep() {
    assertThat(recall()).containsExactly("Mira drinks green tea");
    assertThat(reading.degradation()).isEqualTo(new Degradation(Level.L0, List.of()));
  }

  @Test
  void theSecondAnswerAsksPostgresNothing() {
    recall();
    int before = world.store.packsRead.get();
    world.store.down = true;

    assertThat(recall()).hasSize(1);
    assertThat(world.store.packsRead).hasValue(before);
    assertThat(reading.degradation().level()).isEqualTo(Level.L0);
  }

  @Test
  void aRevisionThatIsHeldIsAskedOfNobody() {
    world.tracking.told = true;
    recall();
    world.cache.down = true;
    world.store.down = true;

    assertThat(recall()).hasSize(1);
    assertThat(reading.degradation().level()).isEqualTo(Level.L0);
  }

  @Test
  void whatRedisDoesNotKnowIsAskedOfPostgresOnce() {
    world.tracking.told = true;
    world.cache.revisions.clear();
    recall();
    world.store.down = true;

    assertThat(recall()).hasSize(1);
    assertThat(reading.degradation().level()).isEqualTo(Level.L0);
  }

  @Test
  void aChangeThatIsToldIsInTheNextAnswer() {
    world.tracking.told = true;
    recall();
    world.store.remember(Remembered.text("Mira moved to Lisbon").offset(1));
    world.cache.revisions.put(MIRA, 2L);

    world.tracking.tell(MIRA);

    assertThat(recall()).hasSize(2);
  }

  @Test
  void whenChangesCannotBeToldEveryAnswerAsks() {
    world.tracking.told = true;
    recall();
    world.store.remember(Remembered.text("Mira moved to Lisbon").offset(1));
    world.cache.revisions.put(MIRA, 2L);

    world.tracking.told = false;

    assertThat(recall()).hasSize(2);
  }

  @Test
  void whatPostgresCouldNotSayIsNotHeld() {
    world.tracking.told = true;
    recall();
    world.tracking.tell(MIRA);
    world.cache.revisions.clear();
    world.store.down = true;
    assertThat(recall()).hasSize(1);
    assertThat(reading.degradation().level()).isEqualTo(Level.L2);
    world.store.down = false;
    world.store.remember(Remembered.text("Mira moved to Lisbon").offset(1));

    assertThat(recall()).hasSize(2);
  }

  @Test
  void ownWritesAreNeverReadByARevisionThatIsHeld() {
    world.tracking.told = true;
    recall();
    world.store.remember(Remembered.text("just written").offset(7));
    world.store.progress = Map.of(0, 8L);

    reading = world.reads.begin(List.of(new Position(0, 7)));

    assertThat(recallWith(reading)).contains("just written");
  }

  @Test
  void anAnswerPostgresDoesNotFinishClaimsNoWritesAndSaysSo() {
    recall();
    world.store.remember(Remembered.text("just written").offset(7));
    world.store.progress = Map.of(0, 8L);
    reading = world.reads.begin(List.of(new Position(0, 7)));
    assertThat(reading.consistency().word()).isEqualTo("applied");

    world.store.down = true;

    assertThat(recallWith(reading)).doesNotContain("just written");
    assertThat(reading.consistency().word()).isEqualTo("stale");
    assertThat(reading.degradation().level()).isEqualTo(Level.L2);
  }

  @Test
  void aMemoryPostgresCannotBeAskedForIsNotSaidToBeNone() {
    recall();
    reading = world.reads.begin(List.of());
    world.store.down = true;

    assertThatThrownBy(() -> world.reads.find(MIRA, UUID.randomUUID(), reading))
        .isInstanceOf(NothingAnswers.class);
  }

  @Test
  void withoutTheEmbedderWordsAnswerAloneAndItSaysSo() {
    world.embedderDown = true;

    assertThat(recall()).hasSize(1);
    assertThat(reading.degradation().level()).isEqualTo(Level.L1);
    assertThat(reading.degradation().notices()).singleElement().asString().contains("words alone");
  }

  @Test
  void aQuestionIsEmbeddedByTheModelOfThePackThatAnswersIt() {
    recall();
    assertThat(reading.model()).isEqualTo(Remembered.EMBEDDER.model());
    world.store.beginEdition(MIRA, 1);
    world.store.remember(Remembered.text("Mira drinks green tea").embeddedBy("stub-b"));

    recall(); // nobody has told the reader yet
    assertThat(reading.model()).isEqualTo(Remembered.EMBEDDER.model());
    world.cache.revisions.put(MIRA, world.store.revision(MIRA));

    assertThat(recall()).containsExactly("Mira drinks green tea");
    assertThat(reading.model()).isEqualTo("stub-b");
    assertThat(reading.degradation().level()).isEqualTo(Level.L0);
    assertThat(world.asked)
        .containsExactly(Remembered.EMBEDDER.model(), Remembered.EMBEDDER.model(), "stub-b");
  }

  @Test
  void nothingIsAskedOfTheEmbedderForASubjectThatRemembersNothing() {
    world.embedderDown = true;
    Subject nobody = new Subject("acme", "nobody");
    world.cache.revisions.put(nobody, 0L);

    assertThat(world.recaller.recall(new Recall(nobody, "what do I drink?", 5, _ -> true), reading))
        .isEmpty();
    assertThat(reading.degradation().level()).isEqualTo(Level.L0);
    assertThat(reading.model()).isEqualTo(Remembered.EMBEDDER.model());
  }

  @Test
  void withoutRedisPostgresTellsTheRevisionAndItSaysSo() {
    recall();
    world.cache.down = true;
    world.store.remember(Remembered.text("Mira moved to Lisbon").offset(1));

    assertThat(recall()).hasSize(2);
    assertThat(reading.degradation().level()).isEqualTo(Level.L1);
  }

  @Test
  void whatRedisHasLostPostgresStillKnows() {
    recall();
    world.cache.revisions.clear();
    world.store.remember(Remembered.text("Mira moved to Lisbon").offset(1));

    assertThat(recall()).hasSize(2);
    assertThat(reading.degradation().level()).isEqualTo(Level.L0);
  }

  @Test
  void withoutPostgresThePackThatIsHeldAnswersAndSaysThatSomethingMayBeMissing() {
    recall();
    world.store.remember(Remembered.text("Mira moved to Lisbon").offset(1));
    world.cache.revisions.put(MIRA, 2L);
    world.store.down = true;

    assertThat(recall()).containsExactly("Mira drinks green tea");
    assertThat(reading.degradation().level()).isEqualTo(Level.L2);
    assertThat(reading.degradation().notices())
        .singleElement()
        .asString()
        .contains("recent memories may be missing");
  }

  @Test
  void withoutPostgresAndRedisItIsTheThirdStep() {
    recall();
    world.store.down = true;
    world.cache.down = true;

    assertThat(recall()).hasSize(1);
    assertThat(reading.degradation().level()).isEqualTo(Level.L3);
  }

  @Test
  void withNothingHeldAndNobodyAnsweringThereIsNoAnswer() {
    world.store.down = true;

    assertThatThrownBy(this::recall).isInstanceOf(NothingAnswers.class);
  }

  @Test
  void aStoreThatCountsAnewIsReadAnew() {
    world.store.remember(Remembered.text("second").offset(1));
    world.cache.revisions.clear();
    recall();
    world.store.drop();
    world.store.remember(Remembered.text("after the rebuild"));

    assertThat(recall()).containsExactly("after the rebuild");
  }

  @Test
  void aReaderOfItsOwnWritesDoesNotTrustRedis() {
    recall();
    world.store.remember(Remembered.text("just written").offset(7));
    world.store.progress = Map.of(0, 8L);

    reading = world.reads.begin(List.of(new Position(0, 7)));

    assertThat(reading.consistency()).isEqualTo(new Consistency.Applied());
    assertThat(recallWith(reading)).contains("just written");
  }

  @Test
  void withoutPostgresNobodyKnowsHowStaleAnAnswerIs() {
    recall();
    world.store.down = true;

    reading = world.reads.begin(List.of(new Position(0, 7)));

    assertThat(reading.consistency()).isEqualTo(new Consistency.Stale(OptionalLong.empty()));
    assertThat(recallWith(reading)).hasSize(1);
    assertThat(reading.degradation().level()).isEqualTo(Level.L2);
  }

  @Test
  void turnsComeFromRedisElsePostgresElseThePack() {
    recall();
    Remembered buffered = Remembered.text("from the buffer").turn("c", 1);
    world.cache.turns.put("c", List.of(buffered.memory()));
    assertThat(turns()).containsExactly("from the buffer");

    world.cache.turns.clear();
    assertThat(turns()).containsExactly("Mira drinks green tea");

    world.store.down = true;
    assertThat(turns()).containsExactly("Mira drinks green tea");
    assertThat(reading.degradation().level()).isEqualTo(Level.L2);
  }

  @Test
  void aMemoryIsFoundInThePackWhilePostgresIsAway() {
    recall();
    world.store.down = true;
    Remembered known = Remembered.text("Mira drinks green tea").turn("c", 0);

    assertThat(world.reads.find(MIRA, known.id(), reading)).isPresent();
    assertThat(reading.degradation().level()).isEqualTo(Level.L2);
  }

  @Test
  void whatAnotherAnswersForIsNotServedAndNamedByTheOneThatIs() {
    Remembered keep = Remembered.text("Mira likes oolong tea").at("2026-03-01T10:00:00Z").offset(2);
    Remembered first =
        Remembered.text("Mira likes oolong tea.")
            .at("2026-01-02T10:00:00Z")
            .offset(1)
            .absorbedBy(keep);
    world.store.remember(first, keep);
    world.cache.revisions.put(MIRA, world.store.revision(MIRA));

    assertThat(recall())
        .containsExactlyInAnyOrder("Mira drinks green tea", "Mira likes oolong tea");
    assertThat(asked(MemoryFilter.ALL))
        .filteredOn(ranked -> ranked.memory().memoryId().equals(keep.id()))
        .singleElement()
        .satisfies(ranked ->
            assertThat(ranked.absorbed()).extracting(Memory::memoryId).containsExactly(first.id()));
    Memory memory = world.reads.find(MIRA, first.id(), reading).orElseThrow();
    assertThat(memory.absorbedBy()).isEqualTo(keep.id());
    assertThat(world.reads.absorbed(MIRA, keep.memory(), reading)).hasSize(1);
  }

  @Test
  void aTimeFilterFindsWhatWasSaidThenByTheOneThatAnswersForIt() {
    Remembered keep = Remembered.text("Mira likes oolong tea").at("2026-03-01T10:00:00Z").offset(2);
    world.store.remember(
        keep,
        Remembered.text("Mira likes oolong tea.")
            .at("2025-11-02T10:00:00Z")
            .offset(1)
            .absorbedBy(keep));
    world.cache.revisions.put(MIRA, world.store.revision(MIRA));

    assertThat(asked(in("2025-11-01T00:00:00Z", "2025-12-01T00:00:00Z")))
        .extracting(ranked -> ranked.memory().memoryId())
        .containsExactly(keep.id());
    assertThat(asked(in("2025-10-01T00:00:00Z", "2025-11-01T00:00:00Z"))).isEmpty();
  }

  private static MemoryFilter in(String from, String to) {
    return new MemoryFilter(null, null, Instant.parse(from), Instant.parse(to), Map.of(), Set.of());
  }

  private List<Ranked> asked(MemoryFilter filter) {
    reading = new Reading(new Consistency.None(), new Need.Recent(), null);
    return world.recaller.recall(new Recall(MIRA, "What does Mira drink?", 10, filter), reading);
  }

  private List<String> turns() {
    return world.reads.turns(MIRA, "c", 10, reading).stream()
        .map(memory -> memory.content().text())
        .toList();
  }

  private List<String> recall() {
    reading = new Reading(new Consistency.None(), new Need.Recent(), null);
    return recallWith(reading);
  }

  private List<String> recallWith(Reading with) {
    return world
        .recaller
        .recall(new Recall(MIRA, "What does Mira drink?", 10, MemoryFilter.ALL), with)
        .stream()
        .map(Ranked::memory)
        .map(memory -> memory.content().text())
        .toList();
  }
}
