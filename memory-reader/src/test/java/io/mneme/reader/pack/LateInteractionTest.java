package io.mneme.reader.pack;

import static io.mneme.reader.Remembered.EMBEDDER;
import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mneme.embedding.TextEmbedding;
import io.mneme.embedding.TextEmbedding.TokenState;
import io.mneme.reader.Remembered;
import io.mneme.storage.read.ReadStore;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LateInteractionTest {
  /** Four bits a dimension, and a byte in the question. */
  private static final float ERROR = 0.02f;

  /** What a found word counts for at most. */
  private static final float FOUND = 0.8f;

  @Test
  void theNearestWordOfAMemoryDecides() {
    SubjectPack pack = pack(Remembered.text("we took the ferry home"), Remembered.text("lunch"));

    Nearness nearness = ask(pack, "ferry");

    assertThat(nearness.own()[0]).isCloseTo(1, within(ERROR));
    assertThat(nearness.own()[1]).isCloseTo(cosine("ferry", "lunch"), within(0.05f));
    assertThat(nearness.around()).containsExactly(FOUND, nearness.own()[1]);
  }

  @Test
  void oneWordFoundTwiceAsWellDoesNotMakeUpForAnotherThatIsNot() {
    SubjectPack pack =
        pack(
            Remembered.text("ferry"),
            Remembered.text("ferry_boat lunch_time").offset(1),
            Remembered.text("rain").offset(2));

    Nearness nearness = ask(pack, "ferry lunch");

    assertThat(ask(pack, "ferry").around()[0]).as("found, and no more").isEqualTo(FOUND);
    assertThat(nearness.around()[1]).isGreaterThan(nearness.around()[0]);
  }

  @Test
  void theTurnsAroundLendTheirWordsForALittleLess() {
    SubjectPack pack =
        pack(
            Remembered.text("no").turn("c", 1),
            Remembered.text("never").turn("c", 2).offset(1),
            Remembered.text("ferry").turn("c", 3).offset(2),
            Remembered.text("yes").turn("c", 4).offset(3),
            Remembered.text("often").turn("c", 5).offset(4),
            Remembered.text("elsewhere").turn("d", 4).offset(5));

    float[] around = ask(pack, "ferry").around();

    assertThat(around).hasSize(6);
    assertThat(around[0]).isCloseTo(0.65f, within(ERROR));
    assertThat(around[1]).isCloseTo(0.75f, within(ERROR));
    assertThat(around[2]).isEqualTo(FOUND);
    assertThat(around[3]).isCloseTo(FOUND, within(ERROR));
    assertThat(around[4]).isCloseTo(FOUND, within(ERROR));
    assertThat(around[5]).as("another conversation lends nothing").isLessThan(0.5f);
  }

  @Test
  void theTurnBeforeLendsMostThenTheOneBeforeThat() {
    float near = cosine("ferry", "ferry_boat");
    assertThat(near).as("near, and not found").isBetween(0.5f, FOUND);
    SubjectPack pack =
        pack(
            Remembered.text("ferry_boat").turn("c", 1),
            Remembered.text("never").turn("c", 2).offset(1),
            Remembered.text("often").turn("c", 3).offset(2));

    float[] around = ask(pack, "ferry").around();

    assertThat(around[1]).isCloseTo(0.85f * near, within(ERROR));
    assertThat(around[2]).isCloseTo(0.80f * near, within(ERROR));
  }

  @Test
  void aWordThatManyHaveTellsLittle() {
    SubjectPack pack =
        pack(
            Stream.concat(
                    Stream.of(Remembered.text("zeppelin")),
                    IntStream.range(1, 20).mapToObj(i -> Remembered.text("tea").offset(i)))
                .toArray(Remembered[]::new));

    float[] around = ask(pack, "tea zeppelin").around();

    assertThat(around[0]).isGreaterThan(around[1] + 0.2f);
  }

  @Test
  void aFunctionWordOfTheQuestionCountsAQuarter() {
    List<QuestionMeaning.Token> tokens =
        QuestionMeaning.of(Remembered.wordByWord("where is lisbon")).tokens();

    assertThat(tokens).extracting(QuestionMeaning.Token::weight).containsExactly(0.25, 0.25, 1.0);
  }

  @Test
  void whatHasNoWordsToCompareIsUnknownAndNotBad() {
    SubjectPack pack =
        SubjectPack.empty(MIRA, EMBEDDER.model())
            .advance(
                new ReadStore.Pack(
                    1,
                    List.of(
                        Remembered.text("ferry").memory(),
                        Remembered.text("ferry").offset(1).wordByWord().memory()),
                    List.of()));

    assertThat(pack.hasTokens()).isTrue();
    assertThat(ask(pack, "ferry").around()[0]).isNaN();
    assertThat(ask(pack, "ferry").around()[1]).isEqualTo(FOUND);
  }

  @Test
  void onlyWhatIsAskedAboutIsScored() {
    SubjectPack pack =
        pack(
            Remembered.text("tea").turn("c", 1),
            Remembered.text("ferry").turn("c", 2).offset(1),
            Remembered.text("ferry").turn("d", 1).offset(2));

    Nearness nearness = pack.nearness(tokens("ferry"), new int[] {0});

    assertThat(nearness.around()[0]).as("from the turn after").isCloseTo(0.75f, within(ERROR));
    assertThat(nearness.around()[1]).isNaN();
    assertThat(nearness.own()[1]).as("a neighbour's").isCloseTo(1, within(ERROR));
    assertThat(nearness.own()[2]).isNaN();
  }

  private static Nearness ask(SubjectPack pack, String question) {
    return pack.nearness(tokens(question), IntStream.range(0, pack.size()).toArray());
  }

  private static List<QuestionMeaning.Token> tokens(String question) {
    return QuestionMeaning.of(Remembered.wordByWord(question)).tokens();
  }

  private static float cosine(String one, String other) {
    float[] a = direction(one);
    float[] b = direction(other);
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static float[] direction(String word) {
    TextEmbedding embedding = Remembered.wordByWord(word);
    TokenState only = embedding.tokens().getFirst();
    return only.direction();
  }

  private static SubjectPack pack(Remembered... memories) {
    return SubjectPack.empty(MIRA, EMBEDDER.model())
        .advance(
            new ReadStore.Pack(
                1, Stream.of(memories).map(m -> m.wordByWord().memory()).toList(), List.of()));
  }
}
