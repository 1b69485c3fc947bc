package io.mneme.reader.rank;

import static io.mneme.reader.Remembered.EMBEDDER;
import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.Remembered;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.storage.read.ReadStore;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleSourcesTest {
  private final SubjectPack pack =
      SubjectPack.empty(MIRA, EMBEDDER.model())
          .advance(
              new ReadStore.Pack(
                  1,
                  Stream.of(
                          Remembered.text("I sold the boat yesterday").by("Mira Sommer"),
                          Remembered.text("Which boat?").by("Tomas").at("2026-03-08T20:00:00Z"),
                          Remembered.text("A boat is a hole in the water")
                              .at("2026-03-09T20:00:00Z"))
                      .map(Remembered::memory)
                      .toList(),
                  List.of()));

  @Test
  void whoIsNamedSpeaksForOnesOwnWordsAndAgainstThoseOfOthers() {
    assertThat(score(new SpeakerSource(), "What did Mira sell?")).containsExactly(1, -1, 0);
    assertThat(score(new SpeakerSource(), "What is Tomas's question?")).containsExactly(-1, 1, 0);
    assertThat(score(new SpeakerSource(), "Did Mira tell Tomas?")).containsExactly(1, 1, 0);
  }

  @Test
  void whereNobodyIsNamedTheSpeakerPlaysNoPart() {
    assertThat(score(new SpeakerSource(), "What was sold?")).isNull();
    assertThat(score(new SpeakerSource(), "What did Johanna sell?")).isNull();
  }

  @Test
  void aKindThatIsAskedForIsFoundInTheWords() {
    assertThat(score(new KindSource(), "When was the boat sold?")).containsExactly(1, 0, 0);
    assertThat(score(new KindSource(), "Why was the boat sold?")).isNull();
  }

  @Test
  void aDateThatIsNamedIsTheDayItWasSaid() {
    assertThat(score(new DateSource(), "What was said on 8 March?")).containsExactly(0, 1, 0);
    assertThat(score(new DateSource(), "What was said in March 2026?")).containsExactly(0, 1, 1);
    assertThat(score(new DateSource(), "What was said?")).isNull();
  }

  @Test
  void aQuestionSpeaksAgainstItself() {
    assertThat(score(new AskingSource(), "What about boats?")).containsExactly(0, -1, 0);
  }

  @Test
  void everyRuleThatAppliesIsNamedInTheAnswer() {
    Ranked best =
        Ranker.of(RankWeights.WORD_BY_WORD, RankWeights.AS_A_WHOLE)
            .rank(new Question("When did Mira sell the boat?", null), pack, _ -> true, 1)
            .getFirst();

    assertThat(best.memory().content().text()).contains("yesterday");
    assertThat(best.why())
        .extracting(Ranked.Why::source)
        .containsExactlyInAnyOrder("words", "speaker", "kind");
  }

  private float @Nullable [] score(Source source, String question) {
    int[] all = IntStream.range(0, pack.size()).toArray();
    return source.score(new Evidence(new FirstLook(new Question(question, null), pack), all));
  }
}
