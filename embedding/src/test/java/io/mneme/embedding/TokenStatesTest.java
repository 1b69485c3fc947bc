package io.mneme.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mneme.embedding.TextEmbedding.TokenRole;
import io.mneme.embedding.TextEmbedding.TokenState;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenStatesTest {
  private static final int EVERY_LINE = 8;
  private static OnnxEmbedder embedder;

  @BeforeAll
  static void load() throws EmbedderUnavailable {
    embedder = OnnxEmbedder.open(InProcessModel.ALL_MINILM, 2);
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void everyTokenOfTheTextHasADirectionOfLengthOne() throws Exception {
    List<TokenState> tokens = tokens("Mira: I moved to Lisbon, and I love it.");

    assertThat(tokens).hasSize(12);
    for (TokenState token : tokens) {
      assertThat(token.direction()).hasSize(TextEmbedding.TOKEN_DIMENSIONS);
      assertThat(cosine(token, token)).isCloseTo(1, within(1e-5));
    }
    assertThat(tokens.stream().filter(token -> token.role() == TokenRole.CONTENT))
        .as("mira moved lisbon love")
        .hasSize(4);
  }

  @Test
  void aWordIsNearestToTheWordThatMeansTheSameThere() throws Exception {
    List<TokenState> text = tokens("she adopted a puppy from the shelter in december");
    TokenState dog = tokens("dog").getFirst();

    int nearest =
        IntStream.range(0, text.size())
            .boxed()
            .max(Comparator.comparingDouble(i -> cosine(dog, text.get(i))))
            .orElseThrow();

    assertThat(nearest).as("puppy").isEqualTo(3);
  }

  @Test
  void theBasisHoldsNearlyWhatTheBestOneOfAnotherSampleHolds() throws Exception {
    for (InProcessModel kind : InProcessModel.ALL) {
      List<String> lines = TokenBasis.vocabulary(kind);
      List<String> sample =
          IntStream.range(0, lines.size())
              .filter(i -> i % EVERY_LINE == 0)
              .mapToObj(lines::get)
              .toList();
      try (OnnxModel model = OnnxModel.load(kind)) {
        TokenBasis fresh = TokenBasis.of(model, sample);

        double best = fresh.held(fresh.components());
        double kept = fresh.held(new Array2DRowRealMatrix(TokenProjection.of(kind).basis()));

        assertThat(kept).as(kind.model()).isGreaterThan(0.9 * best).isLessThan(best);
        assertThat(best).as(kind.model()).isGreaterThan(0.5).isLessThan(1);
      }
    }
  }

  private static List<TokenState> tokens(String text) throws EmbedderUnavailable {
    return embedder.embed(List.of(text)).getFirst().tokens();
  }

  private static double cosine(TokenState a, TokenState b) {
    double sum = 0;
    for (int i = 0; i < a.direction().length; i++) {
      sum += (double) a.direction()[i] * b.direction()[i];
    }
    return sum;
  }
}
