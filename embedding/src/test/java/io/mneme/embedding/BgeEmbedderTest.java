package io.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The second model in process, used as its card says. */
class BgeEmbedderTest {
  private static final String TEXT = "Mira: I moved to Lisbon last spring and I love the light.";
  private static final String OTHER = "Tomas: the quarterly report is due on Friday.";

  private static Embedder embedder;

  @BeforeAll
  static void load() throws EmbedderUnavailable {
    embedder = Embedders.open(EmbedderConfig.inProcess().withModel("bge-small-en-v15-q"));
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void itsVectorsHaveItsNameAndItsLength() throws Exception {
    float[] vector = embedder.embed(List.of(TEXT)).getFirst().vector();

    assertThat(embedder.model()).isEqualTo("bge-small-en-v15-q/1");
    assertThat(vector).hasSize(384);
    assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
  }

  @Test
  void aQuestionIsNearestToTheTextThatAnswersIt() throws Exception {
    List<TextEmbedding> texts = embedder.embed(List.of(TEXT, OTHER));
    float[] question = embedder.embedQuestion("Where does Mira live now?").vector();

    assertThat(cosine(question, texts.get(0).vector()))
        .isGreaterThan(cosine(question, texts.get(1).vector()) + 0.1);
  }

  @Test
  void aQuestionIsIntroducedAsOneAndATextIsNot() throws Exception {
    String words = "Where does Mira live now?";

    assertThat(embedder.embedQuestion(words).vector())
        .isEqualTo(
            embedder
                .embed(List.of("Represent this sentence for searching relevant passages: " + words))
                .getFirst()
                .vector())
        .isNotEqualTo(embedder.embed(List.of(words)).getFirst().vector());
  }

  @Test
  void whatIntroducesAQuestionIsNoneOfItsTokens() throws Exception {
    assertThat(embedder.embedQuestion("Where does Mira live now?").tokens())
        .hasSameSizeAs(embedder.embed(List.of("Where does Mira live now?")).getFirst().tokens());
  }

  @Test
  void itReadsFurtherThanTheFirstModel() throws Exception {
    String longer = "the tide comes and goes ".repeat(60);

    assertThat(embedder.embed(List.of(longer + "and Mira moved to Lisbon")).getFirst().vector())
        .isNotEqualTo(embedder.embed(List.of(longer)).getFirst().vector());
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
