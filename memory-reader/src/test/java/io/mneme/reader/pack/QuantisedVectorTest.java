package io.mneme.reader.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.memory.Embedding;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However it is made, a vector's bytes and length are those of the definition, to the last bit. */
class QuantisedVectorTest {
  private static final int VECTORS = 2_000;
  private static final int DIMENSIONS_MAX = 400;

  @Test
  void everyValueIsScaledByTheLargestAndRounded() {
    Random random = new Random(11);
    for (int i = 0; i < VECTORS; i++) {
      float[] vector = vector(random);
      QuantisedVector made = QuantisedVector.of(vector);

      float largest = largest(vector);
      long squares = 0;
      for (int dimension = 0; dimension < vector.length; dimension++) {
        byte value = (byte) Math.round(vector[dimension] / largest * 127);
        assertThat(made.values()[dimension]).isEqualTo(value);
        squares += (long) value * value;
      }
      assertThat(made.inverseLength()).isEqualTo((float) (1 / Math.sqrt((double) squares)));
    }
  }

  @Test
  void aStoredVectorIsItsHalvesAsFloats() {
    Random random = new Random(12);
    for (int i = 0; i < VECTORS; i++) {
      float[] vector = vector(random);
      float[] stored = Embedding.of("model/1", "hash", vector).toFloats();

      for (int dimension = 0; dimension < vector.length; dimension++) {
        short half = Float.floatToFloat16(vector[dimension]);
        assertThat(stored[dimension]).isEqualTo(Float.float16ToFloat(half));
      }
    }
  }

  private static float largest(float[] vector) {
    float largest = 0;
    for (float value : vector) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static float[] vector(Random random) {
    float[] vector = new float[1 + random.nextInt(DIMENSIONS_MAX)];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
