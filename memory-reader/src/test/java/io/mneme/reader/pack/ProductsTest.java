package io.mneme.reader.pack;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.FourBits;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever multiplies gives what a loop over the definition gives. */
class ProductsTest {
  private static final int EXTREME = 127;
  private static final int WORDS = 9;
  private final SplittableRandom random = new SplittableRandom(7);

  static Stream<Products> all() {
    return Stream.of(new PlainProducts(), new WideProducts());
  }

  @ParameterizedTest
  @MethodSource("all")
  void aProductIsTheSumOfTheProducts(Products products) {
    for (int length : new int[] {1, 31, 32, 33, 63, 64, 65, 384}) {
      byte[] question = vector(length);
      byte[] values = vector(3 * length);

      assertThat(products.dots(question, values))
          .containsExactly(
              sum(question, values, 0),
              sum(question, values, length),
              sum(question, values, 2 * length));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theLargestValuesDoNotOverflow(Products products) {
    byte[] question = filled(384, EXTREME);
    byte[] values = filled(384, -EXTREME);

    assertThat(products.dots(question, values)).containsExactly(-384 * EXTREME * EXTREME);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theNearestWordIsThatWithTheLargestCosine(Products products) {
    int dimensions = Embedding.TOKEN_DIMENSIONS;
    int bytes = FourBits.bytes(dimensions);
    byte[] packed = packed(WORDS * bytes);
    float[] lengths = new float[WORDS];
    for (int i = 0; i < WORDS; i++) {
      lengths[i] = 1f / (i + 1);
    }
    List<QuestionMeaning.Token> question =
        IntStream.range(0, 21)
            .mapToObj(i -> i == 0 ? filled(dimensions, EXTREME) : vector(dimensions))
            .map(values -> new QuestionMeaning.Token(new QuantisedVector(values, 1), 1))
            .toList();

    float[] nearest = products.nearest(Products.Asked.of(question), packed, lengths);

    for (int asked = 0; asked < nearest.length; asked++) {
      float expected = Float.NEGATIVE_INFINITY;
      byte[] levels = new byte[dimensions];
      for (int word = 0; word < WORDS; word++) {
        FourBits.unpack(packed, word * bytes, levels);
        int product = sum(question.get(asked).direction().values(), levels, 0);
        expected = Math.max(expected, product * lengths[word]);
      }
      assertThat(nearest[asked]).isEqualTo(expected);
    }
  }

  private byte[] vector(int length) {
    byte[] values = new byte[length];
    for (int i = 0; i < length; i++) {
      values[i] = (byte) random.nextInt(-EXTREME, EXTREME + 1);
    }
    return values;
  }

  private static byte[] filled(int length, int value) {
    byte[] values = new byte[length];
    java.util.Arrays.fill(values, (byte) value);
    return values;
  }

  /** Every level from -7 to 7, in both halves of a byte; the first word only the highest. */
  private byte[] packed(int length) {
    byte[] packed = new byte[length];
    for (int i = 0; i < length; i++) {
      int low = i < FourBits.bytes(Embedding.TOKEN_DIMENSIONS) ? 15 : random.nextInt(1, 16);
      int high = i < FourBits.bytes(Embedding.TOKEN_DIMENSIONS) ? 15 : random.nextInt(1, 16);
      packed[i] = (byte) (low | high << 4);
    }
    return packed;
  }

  private static int sum(byte[] question, byte[] values, int from) {
    int sum = 0;
    for (int i = 0; i < question.length; i++) {
      sum += question[i] * values[from + i];
    }
    return sum;
  }
}
