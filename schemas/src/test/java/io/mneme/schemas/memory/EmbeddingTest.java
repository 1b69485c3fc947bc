package io.mneme.schemas.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mneme.schemas.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddingTest {
  private static final long SEED = 7L;
  private static final int ROUNDS = 200;
  private static final int DIMENSIONS = 384;

  /** Half floats keep 11 significant bits: the rounding error is at most 2^-11 of the value. */
  private static final double RELATIVE_ERROR_MAX = Math.scalb(1.0, -11);

  @Test
  void unitVectorSurvivesAsHalfFloats() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      float[] vector = unit(random);

      float[] back = Embedding.of("m/1", "h", vector).toFloats();

      assertThat(back).hasSize(DIMENSIONS);
      for (int i = 0; i < DIMENSIONS; i++) {
        double allowed = Math.max(Math.abs(vector[i]) * RELATIVE_ERROR_MAX, Math.scalb(1.0, -25));
        assertThat((double) back[i]).as("seed %d", SEED).isCloseTo(vector[i], within(allowed));
      }
    }
  }

  @Test
  void packingTwiceChangesNothing() {
    float[] once = Embedding.of("m/1", "h", unit(new SplittableRandom(SEED))).toFloats();

    assertThat(Embedding.of("m/1", "h", once).toFloats()).isEqualTo(once);
  }

  @Test
  void bytesAreLittleEndianHalfFloats() {
    assertThat(Embedding.of("m/1", "h", new float[] {1.0f, -2.0f}).vector())
        .isEqualTo(new byte[] {0x00, 0x3c, 0x00, (byte) 0xc0});
  }

  @Test
  void equalityIsByContent() throws IOException {
    Embedding embedding = Embedding.of("m/1", "h", new float[] {0.5f});

    Embedding back = Json.read(Json.write(embedding), Embedding.class);

    assertThat(back).isEqualTo(embedding).hasSameHashCodeAs(embedding);
    assertThat(Embedding.of("m/1", "h", new float[] {0.25f})).isNotEqualTo(embedding);
    assertThat(Embedding.of("m/2", "h", new float[] {0.5f})).isNotEqualTo(embedding);
  }

  @Test
  void halfOfAHalfFloatIsRefused() {
    assertThatThrownBy(() -> new Embedding("m/1", "h", new byte[3], new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half float");
  }

  @Test
  void tokensSurviveInFourBitsWithTheirDirection() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<float[]> tokens =
        Stream.generate(() -> unit(random, Embedding.TOKEN_DIMENSIONS)).limit(ROUNDS).toList();

    Embedding packed = Embedding.of("m/1", "h", new float[] {1}, tokens);
    List<byte[]> levels = Json.read(Json.write(packed), Embedding.class).tokenLevels();

    assertThat(packed.tokens()).hasSize(ROUNDS * 48);
    assertThat(levels).hasSize(ROUNDS);
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(cosine(tokens.get(i), floats(levels.get(i)))).isGreaterThan(0.99);
    }
  }

  @Test
  void packingTokensTwiceChangesNothing() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<float[]> tokens = List.of(unit(random, 96), new float[96], unit(random, 96));

    Embedding once = Embedding.of("m/1", "h", new float[] {1}, tokens);
    List<float[]> levels = once.tokenLevels().stream().map(EmbeddingTest::floats).toList();

    assertThat(Embedding.of("m/1", "h", new float[] {1}, levels)).isEqualTo(once);
  }

  @Test
  void whereTheModelGivesNoTokensThereIsNothing() throws IOException {
    Embedding whole = Embedding.of("m/1", "h", new float[] {1});

    assertThat(whole.tokens()).isNull();
    assertThat(whole.tokenLevels()).isEmpty();
    assertThat(new String(Json.write(whole), StandardCharsets.UTF_8)).doesNotContain("tokens");
  }

  @Test
  void halfATokenIsRefused() {
    assertThatThrownBy(() -> new Embedding("m/1", "h", new byte[2], new byte[47]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("token");
  }

  private static float[] floats(byte[] levels) {
    float[] floats = new float[levels.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = levels[i];
    }
    return floats;
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresA * squaresB);
  }

  private static float[] unit(SplittableRandom random) {
    return unit(random, DIMENSIONS);
  }

  private static float[] unit(SplittableRandom random, int dimensions) {
    float[] vector = new float[dimensions];
    double norm = 0;
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) random.nextDouble(-1, 1);
      norm += vector[i] * (double) vector[i];
    }
    for (int i = 0; i < dimensions; i++) {
      vector[i] /= (float) Math.sqrt(norm);
    }
    return vector;
  }
}
