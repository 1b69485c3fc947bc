package io.mneme.reader.rank;

import static io.mneme.reader.Remembered.EMBEDDER;
import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mneme.reader.Remembered;
import io.mneme.reader.pack.QuestionMeaning;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.storage.read.ReadStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankerTest {
  private static final Ranker RANKER = ranker(new RankWeights(1, 0.7, 0, 0, 0, 0, 0, 0, 0));

  @Test
  void whatSharesMeaningAndWordsStandsFirstAndSaysWhy() {
    SubjectPack pack =
        pack(
            Remembered.text("the red bicycle is in the shed"),
            Remembered.text("lunch was late again").offset(1),
            Remembered.text("we saw a film about mountains").offset(2));

    Ranked best = RANKER.rank(question("Where is the red bicycle?"), pack, _ -> true, 3).getFirst();

    assertThat(best.memory().content().text()).contains("bicycle");
    assertThat(best.why()).extracting(Ranked.Why::source).containsExactly("vector", "words");
    assertThat(best.why()).extracting(Ranked.Why::rank).containsOnly(1);
    assertThat(best.score())
        .isCloseTo(best.why().stream().mapToDouble(Ranked.Why::part).sum(), within(1e-9));
  }

  @Test
  void theOrderInWhichMemoriesEnteredPlaysNoPart() {
    List<Remembered> memories = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      memories.add(Remembered.text("note " + i % 7 + " about tea").turn("c", i).offset(i));
    }
    List<Ranked> expected = RANKER.rank(question("note 3 tea"), pack(memories), _ -> true, 60);

    Random random = new Random(42);
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(memories, random);

      List<Ranked> found = RANKER.rank(question("note 3 tea"), pack(memories), _ -> true, 60);

      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void ofTwoThatMatterEquallyTheOlderStandsFirst() {
    SubjectPack pack =
        pack(
            Remembered.text("tea at noon").at("2026-01-01T12:00:00Z").offset(9),
            Remembered.text("tea at noon").at("2026-01-01T11:00:00Z").offset(10),
            Remembered.text("something else").at("2026-01-01T10:00:00Z").offset(1),
            Remembered.text("tea at noon").at("2026-01-01T11:00:00Z").offset(4));

    List<Ranked> found = RANKER.rank(question("tea at noon"), pack, _ -> true, 3);

    assertThat(found)
        .extracting(ranked -> ranked.memory().source().offset())
        .containsExactly(4L, 10L, 9L);
    assertThat(found).extracting(Ranked::score).containsOnly(found.getFirst().score());
  }

  @Test
  void whatAFilterHidesNeitherAppearsNorCountsAmongTheCandidates() {
    Remembered wanted = Remembered.text("tea is a plant").kind(MemoryKind.SEMANTIC);
    List<Remembered> memories = new ArrayList<>(List.of(wanted));
    for (int i = 1; i <= 200; i++) {
      memories.add(Remembered.text("tea tea tea number " + i).offset(i));
    }

    List<Ranked> found =
        RANKER.rank(
            question("tea"), pack(memories), memory -> memory.kind() == MemoryKind.SEMANTIC, 10);

    assertThat(found)
        .extracting(Ranked::memory)
        .extracting(Memory::memoryId)
        .containsExactly(wanted.id());
    assertThat(found.getFirst().score()).isZero(); // alone, it is its own mean
  }

  @Test
  void withoutAVectorOfTheQuestionWordsDecideAlone() {
    SubjectPack pack = pack(Remembered.text("tea"), Remembered.text("coffee").offset(1));

    List<Ranked> found = RANKER.rank(new Question("coffee", null), pack, _ -> true, 1);

    assertThat(found.getFirst().memory().content().text()).isEqualTo("coffee");
    assertThat(found.getFirst().why()).extracting(Ranked.Why::source).containsExactly("words");
  }

  @Test
  void aMemoryWithoutAVectorIsFoundByItsWords() {
    SubjectPack pack =
        pack(
            Remembered.text("a quiet afternoon"),
            Remembered.text("the zeppelin over the lake").withoutVector().offset(1),
            Remembered.text("the dog slept").offset(2));

    List<Ranked> found = RANKER.rank(question("zeppelin"), pack, _ -> true, 1);

    assertThat(found.getFirst().memory().content().text()).contains("zeppelin");
  }

  @Test
  void anEmptyPackGivesAnEmptyAnswer() {
    assertThat(RANKER.rank(question("tea"), SubjectPack.empty(MIRA, "m"), _ -> true, 10)).isEmpty();
  }

  @Test
  void ranksCountTheCandidatesThatStandBefore() {
    SubjectPack pack =
        pack(
            Remembered.text("tea tea").offset(0),
            Remembered.text("tea and cake and jam and bread").offset(1),
            Remembered.text("tea tea").offset(2));

    List<Ranked> found =
        ranker(new RankWeights(0, 1, 0, 0, 0, 0, 0, 0, 0))
            .rank(question("tea"), pack, _ -> true, 3);

    assertThat(found).extracting(ranked -> ranked.why().getFirst().rank()).containsExactly(1, 1, 3);
  }

  @Test
  void howManyAreAskedForAndAnEmptyPackBesideChangeNothing() {
    Random random = new Random(9);
    List<String> words = List.of("tea", "milk", "the sea", "a walk", "yesterday", "Mira", "why?");
    List<Remembered> memories = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String text = words.get(random.nextInt(7)) + " and " + words.get(random.nextInt(7));
      memories.add(Remembered.text(text + " " + i % 11).turn("c" + i % 3, i / 3).offset(i));
    }
    Searched all = new Searched(question("When did Mira have tea 5?"), pack(memories), _ -> true);
    Searched nothing =
        new Searched(all.question(), SubjectPack.empty(MIRA, EMBEDDER.model()), _ -> true);
    Ranker ranker = ranker(RankWeights.AS_A_WHOLE);

    List<Ranked> expected = ranker.rank(List.of(all), 200);

    assertThat(ranker.rank(List.of(all), 7)).isEqualTo(expected.subList(0, 7));
    assertThat(ranker.rank(List.of(all, nothing), 200)).isEqualTo(expected);
    for (Ranked.Why one : vector(expected)) {
      assertThat((long) one.rank())
          .isEqualTo(1 + vector(expected).stream().filter(o -> o.score() > one.score()).count());
    }
  }

  private static List<Ranked.Why> vector(List<Ranked> ranked) {
    return ranked.stream()
        .flatMap(one -> one.why().stream())
        .filter(why -> why.source().equals("vector"))
        .toList();
  }

  @Test
  void memoriesInTwoPacksAreJudgedAsIfTheyWereInOne() {
    Remembered[] first = {
      Remembered.text("green tea with honey"),
      Remembered.text("black tea with milk").offset(1),
      Remembered.text("a walk by the sea").offset(2)
    };
    Remembered[] second = {
      Remembered.text("green tea at noon").offset(3), Remembered.text("coffee at noon").offset(4)
    };
    Question asked = question("green tea");
    List<Remembered> all = new ArrayList<>(Arrays.asList(first));
    all.addAll(Arrays.asList(second));

    List<Ranked> apart =
        RANKER.rank(
            List.of(
                new Searched(asked, pack(first), _ -> true),
                new Searched(asked, pack(second), _ -> true)),
            5);

    assertThat(apart)
        .extracting(Ranked::memory)
        .containsExactlyElementsOf(
            RANKER.rank(asked, pack(all), _ -> true, 5).stream().map(Ranked::memory).toList());
  }

  private static Ranker ranker(RankWeights weights) {
    return Ranker.of(weights, weights);
  }

  private static Question question(String text) {
    return new Question(text, QuestionMeaning.of(EMBEDDER.embed(List.of(text)).getFirst()));
  }

  private static SubjectPack pack(Remembered... memories) {
    return pack(Arrays.asList(memories));
  }

  private static SubjectPack pack(List<Remembered> memories) {
    return SubjectPack.empty(MIRA, EMBEDDER.model())
        .advance(
            new ReadStore.Pack(1, memories.stream().map(Remembered::memory).toList(), List.of()));
  }
}
