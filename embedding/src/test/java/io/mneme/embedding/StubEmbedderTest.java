package io.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StubEmbedderTest {
  /** First number of the vector of "hello world", as released. */
  private static final float GOLDEN = -0.1842078f;

  private final StubEmbedder embedder = new StubEmbedder(64);

  @Test
  void theSameTextHasTheSameVectorInEveryProcess() {
    float[] vector = embedder.embed(List.of("hello world")).getFirst().vector();

    assertThat(new StubEmbedder(64).embed(List.of("hello world")).getFirst().vector())
        .isEqualTo(vector);
    assertThat(vector[0]).isCloseTo(GOLDEN, within(1e-6f));
  }

  @Test
  void textsThatShareWordsLieNearer() {
    List<TextEmbedding> v =
        embedder.embed(List.of("the red bicycle", "a red bicycle", "seventeen quiet mountains"));

    assertThat(dot(v.get(0).vector(), v.get(1).vector()))
        .isGreaterThan(dot(v.get(0).vector(), v.get(2).vector()) + 0.3);
  }

  @Test
  void aTextWithoutWordsStillLiesOnTheUnitSphere() {
    for (TextEmbedding embedded : embedder.embed(List.of("", "?!", "word"))) {
      float[] vector = embedded.vector();
      assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void underAnotherNameATextLiesElsewhere() {
    StubEmbedder other = new StubEmbedder(64, "stub-other");

    float[] there = other.embed(List.of("the red bicycle")).getFirst().vector();

    assertThat(other.model()).isEqualTo("stub-other");
    assertThat(dot(there, embedder.embed(List.of("the red bicycle")).getFirst().vector()))
        .isLessThan(0.5);
    assertThat(dot(there, other.embed(List.of("a red bicycle")).getFirst().vector()))
        .isGreaterThan(0.5);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
