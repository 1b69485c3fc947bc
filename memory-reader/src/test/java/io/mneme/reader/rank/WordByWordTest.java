package io.mneme.reader.rank;

import static io.mneme.reader.Remembered.EMBEDDER;
import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mneme.reader.Remembered;
import io.mneme.reader.pack.QuestionMeaning;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.memory.Memory;
import io.mneme.storage.read.ReadStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ranking where question and memories can be compared word by word. */
class WordByWordTest {
  private static final Ranker RANKER = Ranker.of(RankWeights.WORD_BY_WORD, RankWeights.AS_A_WHOLE);

  @Test
  void wordsComparedOneByOneSpeakInPlaceOfTheWhole() {
    List<Ranked> found =
        RANKER.rank(
            question("red bicycle"),
            pack(
                Remembered.text("lunch was late again"),
                Remembered.text("my red bicycle stands there").offset(1)),
            _ -> true,
            2);

    assertThat(found.getFirst().memory().content().text()).contains("bicycle");
    assertThat(found.getFirst().why())
        .extracting(Ranked.Why::source)
        .containsExactly("tokens", "words", "gist");
  }

  @Test
  void aMemoryThatHasOnlyAWholeIsStillFoundByIt() {
    SubjectPack pack =
        pack(
            Stream.of(
                    Remembered.text("lunch was late again").wordByWord(),
                    Remembered.text("red bicycle").offset(1),
                    Remembered.text("a film about mountains").offset(2))
                .map(Remembered::memory)
                .toList());

    Ranked best = RANKER.rank(question("red bicycle"), pack, _ -> true, 1).getFirst();

    assertThat(best.memory().content().text()).isEqualTo("red bicycle");
    assertThat(best.why()).extracting(Ranked.Why::source).containsExactly("vector", "words");
  }

  @Test
  void theWholeSpeaksBesideTheWordsAndNotInTheirPlace() {
    SubjectPack words = pack(Remembered.text("red bicycle"), Remembered.text("lunch").offset(1));
    SubjectPack wholes =
        pack(Stream.of(Remembered.text("red bicycle")).map(Remembered::memory).toList());

    float[] scores = score(new GistSource(), "red bicycle", words);

    assertThat(scores[0]).isCloseTo(1, within(0.02f)).isGreaterThan(scores[1]);
    assertThat(
            new GistSource()
                .score(new Evidence(new FirstLook(question("red bicycle"), wholes), new int[] {0})))
        .isNull();
  }

  @Test
  void whatFollowsALikeQuestionAnswersIt() {
    SubjectPack pack =
        pack(
            Remembered.text("where is the bicycle?").turn("c", 1),
            Remembered.text("in the shed").turn("c", 2).offset(1),
            Remembered.text("shall we eat?").turn("c", 3).offset(2),
            Remembered.text("later").turn("c", 4).offset(3),
            Remembered.text("it rains").turn("c", 5).offset(4));

    float[] scores = score(new AnswerSource(), "where is the bicycle", pack);

    assertThat(scores[1]).isPositive().isGreaterThan(scores[3]);
    assertThat(scores[0]).isZero();
    assertThat(scores[4]).isZero();
  }

  @Test
  void aConversationIsWorthTheMeanOfItsThreeBest() {
    SubjectPack pack =
        pack(
            Remembered.text("ferry").turn("c", 1),
            Remembered.text("ferry").turn("c", 5).offset(1),
            Remembered.text("ferry").turn("c", 9).offset(2),
            Remembered.text("lunch").turn("c", 13).offset(3),
            Remembered.text("ferry").turn("d", 1).offset(4),
            Remembered.text("ferry alone").offset(5));

    float[] scores = score(new SessionSource(), "ferry", pack);

    assertThat(scores[3]).isCloseTo(0.8f, within(0.02f)).isEqualTo(scores[0]);
    assertThat(scores[4]).isCloseTo(0.8f, within(0.02f));
    assertThat(scores[5]).isNaN();
  }

  @Test
  void ofVeryManyTheOneIsFoundThatHasTheWords() {
    List<Memory> memories = new ArrayList<>();
    int many = Candidates.ALL_MAX + 500;
    for (int i = 0; i < many; i++) {
      String text = i == 700 ? "the zeppelin over the lake" : "note " + i % 91 + " about tea";
      memories.add(Remembered.text(text).offset(i).wordByWord().memory());
    }
    SubjectPack pack = pack(memories);
    Question question = question("where is the zeppelin");

    assertThat(Candidates.of(new FirstLook(question, pack), _ -> true))
        .hasSizeLessThanOrEqualTo(2 * Candidates.EACH_MAX)
        .isSorted()
        .contains(700);
    assertThat(
            Candidates.of(new FirstLook(question, pack), memory -> memory.source().offset() < 1000))
        .as("a filter applies before")
        .hasSize(1000);
    assertThat(RANKER.rank(question, pack, _ -> true, 1).getFirst().memory().source().offset())
        .isEqualTo(700);
  }

  private static float[] score(Source source, String question, SubjectPack pack) {
    int[] all = IntStream.range(0, pack.size()).toArray();
    return Objects.requireNonNull(
        source.score(new Evidence(new FirstLook(question(question), pack), all)));
  }

  private static Question question(String text) {
    return new Question(text, QuestionMeaning.of(Remembered.wordByWord(text)));
  }

  private static SubjectPack pack(Remembered... memories) {
    return pack(Stream.of(memories).map(memory -> memory.wordByWord().memory()).toList());
  }

  private static SubjectPack pack(List<Memory> memories) {
    return SubjectPack.empty(MIRA, EMBEDDER.model())
        .advance(new ReadStore.Pack(1, memories, List.of()));
  }
}
