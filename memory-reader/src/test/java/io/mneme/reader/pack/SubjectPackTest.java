package io.mneme.reader.pack;

import static io.mneme.reader.Remembered.EMBEDDER;
import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mneme.reader.Remembered;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.ReadStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SubjectPackTest {
  private static final Offset<Float> CLOSE = within(1e-4f);

  @Test
  void asOfATimeAMemoryIsFoundByTheWordsAndTheVectorOfThen() {
    Remembered later = Remembered.text("dolphin").at("2026-02-01T10:00:00Z").offset(1);
    SubjectPack now = pack(Remembered.text("zeppelin").at("2026-01-01T10:00:00Z").offset(0), later);
    Memory zeppelin = now.memory(0);
    Memory walrus = Remembered.text("walrus").at("2026-01-01T10:00:00Z").memory();
    Memory then = withWords(zeppelin, walrus);

    SubjectPack past = now.asOf(Instant.parse("2026-01-15T00:00:00Z"), List.of(then));

    assertThat(past.size()).isEqualTo(1);
    assertThat(past.wordScores("walrus")[0]).isPositive();
    assertThat(past.wordScores("zeppelin")[0]).isZero();
    assertThat(past.wordScores("dolphin")[0]).isZero();
    float[] question = EMBEDDER.embed(List.of("walrus")).getFirst().vector();
    assertThat(past.cosines(QuantisedVector.of(question))[0]).isCloseTo(1, within(0.02f));
    assertThat(now.wordScores("zeppelin")[0]).isPositive();
    assertThat(now.wordScores("walrus")).containsOnly(0);
  }

  @Test
  void asOfATimeWhatLostItsWordsIsLeftOutAndWhatIsGoneStaysSo() {
    SubjectPack now = pack(Remembered.text("zeppelin").at("2026-01-01T10:00:00Z"));
    Memory blank = withWords(now.memory(0), Remembered.text("").memory());
    Memory gone = Remembered.text("gone").offset(7).memory();

    assertThat(now.asOf(Instant.parse("2026-02-01T00:00:00Z"), List.of(blank, gone)).size())
        .isZero();
  }

  @Test
  void aPackOfThePastSharesItsTermsWithASuccessionThatGrowsMeanwhile() {
    SubjectPack now = pack(Remembered.text("zeppelin").at("2026-01-01T10:00:00Z"));
    Memory then = withWords(now.memory(0), Remembered.text("walrus").memory());
    SubjectPack past = now.asOf(Instant.parse("2026-02-01T00:00:00Z"), List.of(then));

    SubjectPack next =
        now.advance(
            new ReadStore.Pack(
                9, List.of(Remembered.text("dolphin").offset(3).memory()), List.of()));

    assertThat(past.wordScores("dolphin")).containsOnly(0);
    assertThat(past.wordScores("walrus")[0]).isPositive();
    assertThat(next.wordScores("walrus")).containsOnly(0);
  }

  @Test
  void whatAnotherAnswersForIsNotSearchedButNamed() {
    Remembered keep = Remembered.text("zeppelin").at("2026-03-01T10:00:00Z").offset(3);
    Remembered between =
        Remembered.text("zeppelin").at("2026-02-01T10:00:00Z").offset(2).absorbedBy(keep);
    Remembered first =
        Remembered.text("zeppelin").at("2026-01-01T10:00:00Z").offset(1).absorbedBy(between);

    SubjectPack pack = pack(first, between, keep);

    assertThat(pack.size()).isEqualTo(1);
    assertThat(pack.memory(0).memoryId()).isEqualTo(keep.id());
    assertThat(pack.absorbedBy(keep.id()))
        .extracting(Memory::memoryId)
        .containsExactly(first.id(), between.id());
    assertThat(pack.absorbedBy(between.id())).isEmpty();
  }

  @Test
  void asOfATimeEachAnswersForItselfUntilTheOneThatAbsorbedItWasThere() {
    Remembered keep = Remembered.text("zeppelin").at("2026-03-01T10:00:00Z").offset(3);
    Remembered between =
        Remembered.text("zeppelin").at("2026-02-01T10:00:00Z").offset(2).absorbedBy(keep);
    Remembered first =
        Remembered.text("zeppelin").at("2026-01-01T10:00:00Z").offset(1).absorbedBy(between);
    SubjectPack now = pack(first, between, keep);

    assertThat(found(now.asOf(Instant.parse("2026-01-15T00:00:00Z"), List.of())))
        .containsExactly(first.id());
    SubjectPack february = now.asOf(Instant.parse("2026-02-15T00:00:00Z"), List.of());
    assertThat(found(february)).containsExactly(between.id());
    assertThat(february.wordScores("zeppelin")[0]).isPositive();
    assertThat(february.absorbedBy(between.id()))
        .extracting(Memory::memoryId)
        .containsExactly(first.id());
    assertThat(found(now.asOf(Instant.parse("2026-03-15T00:00:00Z"), List.of())))
        .containsExactly(keep.id());
    assertThat(now.asOf(Instant.parse("2025-12-15T00:00:00Z"), List.of()).isEmpty()).isTrue();
  }

  @Test
  void whatIsCorrectedOrForgottenIsNoLongerNamed() {
    Remembered keep = Remembered.text("zeppelin").offset(3);
    SubjectPack pack =
        pack(
            Remembered.text("a").offset(1).absorbedBy(keep),
            Remembered.text("b").offset(2).absorbedBy(keep),
            keep);
    Memory freed = Remembered.text("a").offset(1).memory();

    SubjectPack next =
        pack.advance(
            new ReadStore.Pack(9, List.of(freed), List.of(Remembered.text("b").offset(2).id())));

    assertThat(found(next)).containsExactlyInAnyOrder(freed.memoryId(), keep.id());
    assertThat(next.absorbedBy(keep.id())).isEmpty();
    assertThat(pack.absorbedBy(keep.id())).hasSize(2);
  }

  private static List<UUID> found(SubjectPack pack) {
    return IntStream.range(0, pack.size()).mapToObj(pack::memory).map(Memory::memoryId).toList();
  }

  private static Memory withWords(Memory memory, Memory words) {
    return new Memory(
        memory.memoryId(),
        memory.tenant(),
        memory.user(),
        memory.kind(),
        memory.status(),
        memory.tier(),
        memory.version(),
        words.content(),
        memory.times(),
        memory.source(),
        words.embedding());
  }

  @Test
  void aWordScoresByFrequencyRarityAndLength() {
    SubjectPack pack =
        pack(
            Remembered.text("cat cat dog").at("2026-01-01T10:00:00Z"),
            Remembered.text("bird").at("2026-01-01T11:00:00Z"));

    float[] scores = pack.wordScores("cat");

    // each memory has three date words beside its own: lengths 6 and 4, average 5
    // rarity ln(1 + (2 - 1 + 0.5) / (1 + 0.5)) = ln 2; norm 0.9 (0.6 + 0.4 * 6 / 5) = 0.972
    assertThat(scores[0]).isCloseTo((float) (Math.log(2) * 2 * 1.9 / (2 + 0.972)), CLOSE);
    assertThat(scores[1]).isZero();
  }

  @Test
  void aWordCountsByTheFieldItStandsIn() {
    SubjectPack pack =
        pack(
            Remembered.text("alpha").offset(0),
            Remembered.text("beta").showing("alpha").offset(1),
            Remembered.text("beta").by("Alpha").offset(2));

    float[] scores = pack.wordScores("alpha");

    // frequencies 1, 0.7 and 2; lengths 4, 4.7 and 6, average 4.9; found in 3 of 3
    double rarity = Math.log(1 + 0.5 / 3.5);
    assertThat(scores[0])
        .isCloseTo((float) (rarity * 1 * 1.9 / (1 + 0.9 * (0.6 + 0.4 * 4 / 4.9))), CLOSE);
    assertThat(scores[1])
        .isCloseTo((float) (rarity * 0.7 * 1.9 / (0.7 + 0.9 * (0.6 + 0.4 * 4.7 / 4.9))), CLOSE);
    assertThat(scores[2])
        .isCloseTo((float) (rarity * 2 * 1.9 / (2 + 0.9 * (0.6 + 0.4 * 6 / 4.9))), CLOSE);
  }

  @Test
  void theTurnBeforeLendsHalfAWordAndTheTurnAfterAFifth() {
    SubjectPack pack =
        pack(
            Remembered.text("maybe").turn("c", 0).offset(0),
            Remembered.text("tea").turn("c", 1).offset(1),
            Remembered.text("gladly").turn("c", 2).offset(2),
            Remembered.text("never").turn("other", 2).offset(3));

    float[] scores = pack.wordScores("tea");

    // lengths: 4 + 0.2, 4 + 0.5 + 0.2, 4 + 0.5, 4; average 4.35; found in 3 of 4
    double rarity = Math.log(1 + 1.5 / 3.5);
    assertThat(scores[0])
        .isCloseTo((float) (rarity * 0.2 * 1.9 / (0.2 + 0.9 * (0.6 + 0.4 * 4.2 / 4.35))), CLOSE);
    assertThat(scores[1])
        .isCloseTo((float) (rarity * 1 * 1.9 / (1 + 0.9 * (0.6 + 0.4 * 4.7 / 4.35))), CLOSE);
    assertThat(scores[2])
        .isCloseTo((float) (rarity * 0.5 * 1.9 / (0.5 + 0.9 * (0.6 + 0.4 * 4.5 / 4.35))), CLOSE);
    assertThat(scores[3]).isZero();
  }

  @Test
  void theDayItWasSaidIsPartOfItsWords() {
    SubjectPack pack =
        pack(
            Remembered.text("hello").at("2026-05-08T10:00:00Z"),
            Remembered.text("hello").at("2026-06-09T10:00:00Z").offset(1));

    float[] scores = pack.wordScores("What happened on 8 May?");

    assertThat(scores[0]).isPositive();
    assertThat(scores[1]).isZero();
  }

  @Test
  void anUnknownWordAndNoWordAtAllScoreNothing() {
    SubjectPack pack = pack(Remembered.text("cat"));

    assertThat(pack.wordScores("zebra")).containsExactly(0);
    assertThat(pack.wordScores("")).containsExactly(0);
    assertThat(SubjectPack.empty(MIRA, "m").wordScores("cat")).isEmpty();
  }

  @Test
  void anAdvancedPackEqualsOneBuiltAtOnce() {
    Remembered first = Remembered.text("I drink tea").turn("c", 0).offset(0);
    Remembered second = Remembered.text("green or black?").turn("c", 1).offset(1);
    Remembered third = Remembered.text("always green").turn("c", 2).offset(2);
    SubjectPack atOnce = pack(first, second, third);

    SubjectPack stepwise =
        pack(third)
            .advance(change(2, Remembered.text("to be forgotten").offset(9), first))
            .advance(
                new ReadStore.Pack(
                    3,
                    List.of(second.memory()),
                    List.of(Remembered.text("to be forgotten").offset(9).id())));

    for (String question : List.of("tea", "green", "Which tea is green?", "forgotten")) {
      assertThat(stepwise.wordScores(question)).isEqualTo(atOnce.wordScores(question));
    }
    assertThat(stepwise.revision()).isEqualTo(3);
    assertThat(stepwise.size()).isEqualTo(3);
  }

  @Test
  void aPackIsNotChangedByItsSuccessors() {
    SubjectPack before = pack(Remembered.text("tea"));
    float[] scores = before.wordScores("tea coffee");

    SubjectPack after = before.advance(change(2, Remembered.text("coffee coffee").offset(1)));

    assertThat(before.size()).isEqualTo(1);
    assertThat(before.wordScores("tea coffee")).isEqualTo(scores);
    assertThat(after.wordScores("coffee")[1]).isPositive();
  }

  @Test
  void anOlderChangeLeavesThePackAsItIs() {
    SubjectPack pack = pack(Remembered.text("tea"));

    assertThat(pack.advance(change(1, Remembered.text("old news").offset(5)))).isSameAs(pack);
  }

  @Test
  void aMemoryOfAnotherSubjectNeverEntersAPack() {
    Subject neighbour = new Subject("acme", "tomas");
    Subject otherTenant = new Subject("zeta", "mira");

    for (Subject stranger : List.of(neighbour, otherTenant)) {
      assertThatThrownBy(() -> pack(Remembered.text("secret").of(stranger)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another subject");
    }
  }

  @Test
  void slotsRunFromTheOldestToTheNewest() {
    SubjectPack pack =
        pack(
            Remembered.text("newest").at("2026-03-01T00:00:00Z").offset(0),
            Remembered.text("oldest").at("2026-01-01T00:00:00Z").offset(5),
            Remembered.text("second").at("2026-01-01T00:00:00Z").offset(7));

    assertThat(List.of(0, 1, 2).stream().map(slot -> pack.memory(slot).content().text()))
        .containsExactly("oldest", "second", "newest");
  }

  @Test
  void vectorsOfAnotherModelAreNeverCompared() {
    ReadStore.Pack change = change(1, Remembered.text("tea"), Remembered.text("x").withoutVector());
    QuantisedVector question =
        QuantisedVector.of(EMBEDDER.embed(List.of("tea")).getFirst().vector());

    float[] same = SubjectPack.empty(MIRA, EMBEDDER.model()).advance(change).cosines(question);
    float[] other = SubjectPack.empty(MIRA, "another/1").advance(change).cosines(question);

    assertThat(same).contains(new float[] {1}, within(0.001f)).contains(Float.NaN);
    assertThat(other).containsOnly(Float.NaN);
  }

  @Test
  void aPackIsTheSameInWhateverOrderItsMemoriesCome() {
    Remembered[] memories =
        IntStream.range(0, 40)
            .mapToObj(i ->
                Remembered.text("walrus " + i % 7 + " met dolphin " + i % 3)
                    .at("2026-01-%02dT10:00:00Z".formatted(1 + i % 9))
                    .offset(i))
            .toArray(Remembered[]::new);
    SubjectPack pack = pack(memories);
    Collections.shuffle(Arrays.asList(memories), new Random(3));

    SubjectPack shuffled = pack(memories);

    QuantisedVector question =
        QuantisedVector.of(EMBEDDER.embed(List.of("walrus")).getFirst().vector());
    for (int slot = 0; slot < pack.size(); slot++) {
      assertThat(shuffled.memory(slot)).isEqualTo(pack.memory(slot));
    }
    assertThat(shuffled.cosines(question)).isEqualTo(pack.cosines(question));
    assertThat(shuffled.wordScores("walrus 3 dolphin"))
        .isEqualTo(pack.wordScores("walrus 3 dolphin"));
  }

  @Test
  void bytesKeepTheAngleBetweenVectors() {
    float[] a = EMBEDDER.embed(List.of("one two three four")).getFirst().vector();
    float[] b = EMBEDDER.embed(List.of("three four five six")).getFirst().vector();
    double exact = 0;
    for (int i = 0; i < a.length; i++) {
      exact += (double) a[i] * b[i];
    }

    assertThat(QuantisedVector.of(a).cosine(QuantisedVector.of(b)))
        .isCloseTo((float) exact, within(0.01f));
    assertThat(QuantisedVector.of(new float[4]).cosine(QuantisedVector.of(new float[4]))).isZero();
  }

  private static SubjectPack pack(Remembered... memories) {
    return SubjectPack.empty(MIRA, EMBEDDER.model()).advance(change(1, memories));
  }

  private static ReadStore.Pack change(long revision, Remembered... memories) {
    return new ReadStore.Pack(
        revision, Arrays.stream(memories).map(Remembered::memory).toList(), List.of());
  }
}
