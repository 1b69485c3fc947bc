package io.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every model in process promises, told of one of them. */
class OnnxEmbedderTest {
  private static final String TEXT =
      "Mira: I moved to Lisbon last spring and I love the light here.";
  private static final List<String> OTHERS =
      List.of(
          "ok",
          "Tomas: the quarterly report is due on Friday, could you send me the figures?",
          "a",
          "We saw thousands of starlings over the lake. ".repeat(20));

  private static OnnxEmbedder embedder;

  @BeforeAll
  static void load() throws EmbedderUnavailable {
    embedder = OnnxEmbedder.open(InProcessModel.ALL_MINILM, 3);
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void everyVectorHasTheModelsLengthAndLiesOnTheUnitSphere() throws Exception {
    for (TextEmbedding embedded : embedder.embed(OTHERS)) {
      float[] vector = embedded.vector();
      assertThat(vector).hasSize(384);
      assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void aTextHasTheSameVectorWhateverIsEmbeddedBesideIt() throws Exception {
    float[] alone = one(TEXT);

    List<String> crowd = new ArrayList<>(OTHERS);
    crowd.add(2, TEXT);
    List<TextEmbedding> together = embedder.embed(crowd);

    assertThat(together.get(2).vector()).isEqualTo(alone);
    assertThat(together).hasSize(crowd.size());
  }

  @Test
  void aTextHasTheSameVectorOnEveryThread() throws Exception {
    float[] expected = one(TEXT);
    Callable<List<TextEmbedding>> work = () -> embedder.embed(List.of(TEXT, OTHERS.get(1), TEXT));

    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<List<TextEmbedding>>> answers = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        answers.add(callers.submit(work));
      }
      for (Future<List<TextEmbedding>> answer : answers) {
        assertThat(answer.get().get(0).vector()).isEqualTo(expected);
        assertThat(answer.get().get(2).vector()).isEqualTo(expected);
      }
    }
  }

  @Test
  void aParaphraseIsNearerThanAnUnrelatedSentence() throws Exception {
    float[] question = one("Where does Mira live now?");

    assertThat(cosine(question, one(TEXT)))
        .isGreaterThan(cosine(question, one(OTHERS.get(1))) + 0.2);
    assertThat(cosine(one("The cat sat on the mat."), one("A cat was sitting on a rug.")))
        .isGreaterThan(0.6);
  }

  @Test
  void beyondTheTokenLimitATextIsCutAndNotRefused() throws Exception {
    String whole = "the tide comes and goes ".repeat(200);

    assertThat(one(whole)).isEqualTo(one(whole + " and nobody reads this far"));
  }

  @Test
  void anEmptyTextStillHasADirection() throws Exception {
    assertThat(one("")).hasSize(384);
    assertThat(embedder.embed(List.of())).isEmpty();
  }

  @Test
  void aClosedEmbedderSaysSo() throws Exception {
    OnnxEmbedder closed = OnnxEmbedder.open(InProcessModel.ALL_MINILM, 1);

    closed.close();

    assertThatThrownBy(() -> closed.embed(List.of(TEXT)))
        .isInstanceOf(EmbedderUnavailable.class)
        .hasMessageContaining("closed");
  }

  private static float[] one(String text) throws EmbedderUnavailable {
    return embedder.embed(List.of(text)).getFirst().vector();
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
