package io.mneme.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.embedding.TextEmbedding;
import io.mneme.embedding.TextEmbedding.TokenRole;
import io.mneme.embedding.TextEmbedding.TokenState;
import io.mneme.schemas.memory.Embedding;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackedEmbeddingTest {
  private static final String HASH = "0".repeat(64);
  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void functionWordsAreLeftOut() {
    TokenState the = token(TokenRole.FUNCTION);
    TokenState ferry = token(TokenRole.CONTENT);

    Embedding packed = PackedEmbedding.of("m/1", HASH, text(the, ferry));

    assertThat(packed.tokenLevels()).hasSize(1);
    assertThat(packed).isEqualTo(PackedEmbedding.of("m/1", HASH, text(ferry)));
  }

  @Test
  void whereThereIsNothingElseTheyStay() {
    Embedding packed =
        PackedEmbedding.of("m/1", HASH, text(token(TokenRole.FUNCTION), token(TokenRole.FUNCTION)));

    assertThat(packed.tokenLevels()).hasSize(2);
  }

  @Test
  void openingAndPackingAgainChangesNoBit() {
    Embedding packed =
        PackedEmbedding.of("m/1", HASH, text(token(TokenRole.CONTENT), token(TokenRole.CONTENT)));

    TextEmbedding opened = PackedEmbedding.opened(packed);

    assertThat(PackedEmbedding.of("m/1", HASH, opened)).isEqualTo(packed);
  }

  @Test
  void aModelThatTellsOnlyTheWholeLeavesNoTokens() {
    Embedding packed = PackedEmbedding.of("m/1", HASH, TextEmbedding.whole(new float[] {1, 0}));

    assertThat(packed.tokens()).isNull();
    assertThat(PackedEmbedding.opened(packed).tokens()).isEmpty();
  }

  private static TextEmbedding text(TokenState... tokens) {
    return new TextEmbedding(new float[] {0.5f, -0.5f}, List.of(tokens));
  }

  private TokenState token(TokenRole role) {
    float[] direction = new float[TextEmbedding.TOKEN_DIMENSIONS];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = (float) random.nextDouble(-1, 1);
    }
    return new TokenState(direction, role);
  }
}
