package io.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mneme.embedding.TextEmbedding.TokenRole;
import io.mneme.embedding.TextEmbedding.TokenState;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The third model in process, used as its card says. */
class E5EmbedderTest {
  private static final String TEXT = "Mira: I moved to Lisbon last spring and I love the light.";
  private static final String OTHER = "Tomas: the quarterly report is due on Friday.";
  private static final String QUESTION = "Where does Mira live now?";

  private static OnnxEmbedder embedder;

  /** The same model, and nothing introduced. */
  private static OnnxModel bare;

  @BeforeAll
  static void load() throws Exception {
    embedder = OnnxEmbedder.open(InProcessModel.E5_SMALL, 2);
    bare = OnnxModel.load(notIntroducing(InProcessModel.E5_SMALL));
  }

  @AfterAll
  static void close() {
    embedder.close();
    bare.close();
  }

  @Test
  void itsVectorsHaveItsNameAndItsLength() throws Exception {
    float[] vector = whole(TEXT);

    assertThat(embedder.model()).isEqualTo("e5-small-v2-q/1");
    assertThat(vector).hasSize(384);
    assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
  }

  @Test
  void aQuestionIsNearestToTheTextThatAnswersIt() throws Exception {
    float[] question = embedder.embedQuestion(QUESTION).vector();

    assertThat(cosine(question, whole(TEXT)))
        .as("its vectors all lie near one another")
        .isGreaterThan(cosine(question, whole(OTHER)) + 0.05);
  }

  @Test
  void theWholeIsReadWithWhatIntroducesIt() throws Exception {
    assertThat(whole(TEXT)).isEqualTo(bare.readText("passage: " + TEXT).vector());
    assertThat(embedder.embedQuestion(QUESTION).vector())
        .isEqualTo(bare.readText("query: " + QUESTION).vector());
  }

  @Test
  void whatIntroducesIsNoTokenOfAMemoryNorOfAQuestion() throws Exception {
    String words = "query passage: Lisbon";

    assertThat(directions(embedder.embed(List.of(words)).getFirst()))
        .containsExactlyElementsOf(behind("passage", bare.readText("passage: " + words)));
    assertThat(directions(embedder.embedQuestion(words)))
        .containsExactlyElementsOf(behind("query", bare.readText("query: " + words)));
  }

  @Test
  void ofALongTextTheBeginningIsReadWithRoomForWhatIntroducesIt() throws Exception {
    assertThat(tokens("tide ".repeat(600)))
        .as("512 without two of the introduction and two around both")
        .hasSize(508);
    assertThat(tokens("")).isEmpty();
  }

  @Test
  void itsFunctionWordsAreMarked() throws Exception {
    assertThat(tokens("Mira: I moved to Lisbon, and I love it."))
        .extracting(TokenState::role)
        .as("mira : i moved to lisbon , and i love it .")
        .containsExactly(
            TokenRole.CONTENT,
            TokenRole.FUNCTION,
            TokenRole.FUNCTION,
            TokenRole.CONTENT,
            TokenRole.FUNCTION,
            TokenRole.CONTENT,
            TokenRole.FUNCTION,
            TokenRole.FUNCTION,
            TokenRole.FUNCTION,
            TokenRole.CONTENT,
            TokenRole.FUNCTION,
            TokenRole.FUNCTION);
  }

  @Test
  void aWordIsNearestToTheWordThatMeansTheSameThere() throws Exception {
    List<TokenState> text = tokens("she adopted a puppy from the shelter in december");
    TokenState dog = embedder.embedQuestion("dog").tokens().getFirst();

    int nearest =
        IntStream.range(0, text.size())
            .boxed()
            .max(Comparator.comparingDouble(i -> cosine(dog.direction(), text.get(i).direction())))
            .orElseThrow();

    assertThat(nearest).as("puppy").isEqualTo(3);
  }

  private static InProcessModel notIntroducing(InProcessModel kind) {
    return new InProcessModel(
        kind.model(),
        kind.stem(),
        kind.pooling(),
        kind.tokensMax(),
        new InProcessModel.Introductions("", ""));
  }

  /** What is kept of the words behind an introduction of one word and a colon. */
  private static List<float[]> behind(String introduction, OnnxModel.Reading reading)
      throws IOException {
    String[] tokens = reading.tokens();
    assertThat(tokens).startsWith(introduction, ":", "query", "passage", ":", "lisbon").hasSize(6);
    return TokenProjection.of(InProcessModel.E5_SMALL)
        .of(Arrays.copyOfRange(tokens, 2, 6), Arrays.copyOfRange(reading.states(), 2, 6))
        .stream()
        .map(TokenState::direction)
        .toList();
  }

  private static List<float[]> directions(TextEmbedding text) {
    return text.tokens().stream().map(TokenState::direction).toList();
  }

  private static float[] whole(String text) throws EmbedderUnavailable {
    return embedder.embed(List.of(text)).getFirst().vector();
  }

  private static List<TokenState> tokens(String text) throws EmbedderUnavailable {
    return embedder.embed(List.of(text)).getFirst().tokens();
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
