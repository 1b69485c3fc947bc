package io.mneme.writer.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Ids;
import io.mneme.schemas.memory.Embedding;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorShelfTest {

  @Test
  void whatAModelSaidOfATextIsFoundAgainWordByWord() {
    try (VectorShelf shelf = new VectorShelf("m/1", 2)) {
      Embedding whole = embedding("m/1", "no words", List.of());
      Embedding one = embedding("m/1", "one word", List.of(direction(1)));
      Embedding two = embedding("m/1", "two words", List.of(direction(2), direction(3)));

      List.of(one, whole, two).forEach(shelf::keep);

      assertThat(shelf.size()).isEqualTo(3);
      for (Embedding kept : List.of(two, whole, one)) {
        assertThat(shelf.find(kept.contentHash())).contains(kept);
      }
    }
  }

  @Test
  void theFirstStaysAndAnotherModelsIsNotKept() {
    try (VectorShelf shelf = new VectorShelf("m/1", 2)) {
      Embedding first = embedding("m/1", "text", List.of(direction(1)));

      shelf.keep(first);
      shelf.keep(embedding("m/1", "text", List.of()));
      shelf.keep(embedding("m/2", "other", List.of()));

      assertThat(shelf.find(first.contentHash())).contains(first);
      assertThat(shelf.find(Ids.contentHash("other"))).isEmpty();
    }
  }

  private static Embedding embedding(String model, String text, List<float[]> tokens) {
    return Embedding.of(model, Ids.contentHash(text), new float[] {0.6f, 0.8f}, tokens);
  }

  private static float[] direction(int at) {
    float[] direction = new float[Embedding.TOKEN_DIMENSIONS];
    direction[at] = 1;
    return direction;
  }
}
