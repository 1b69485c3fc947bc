package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.FourBits;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * With the CPU's widest instructions, through the JDK's Vector API. Products are added in sixteen
 * bits as long as they fit: two of 127 x 127 do, and six of 127 x 7.
 */
final class WideProducts implements Products {
  private static final int WORD_BYTES = FourBits.bytes(Embedding.TOKEN_DIMENSIONS);
  private static final byte MASK = 0xf;
  private static final byte ZERO = 8;
  private static final int BITS = 4;

  private static final VectorSpecies<Byte> SIXTEEN_BYTES = ByteVector.SPECIES_128;
  private static final VectorSpecies<Short> SIXTEEN_SHORTS = ShortVector.SPECIES_256;
  private static final VectorSpecies<Integer> SIXTEEN_INTS = IntVector.SPECIES_512;

  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));

  /** Whether this CPU has all of them: half of them in software would be slower than none. */
  static boolean fit() {
    return SHORTS.vectorBitSize() >= SIXTEEN_INTS.vectorBitSize();
  }

  @Override
  public int[] dots(byte[] question, byte[] values) {
    short[] wide = Products.widened(question);
    int[] dots = new int[values.length / wide.length];
    for (int i = 0; i < dots.length; i++) {
      dots[i] = dot(wide, values, i * wide.length);
    }
    return dots;
  }

  /**
   * The question is widened once for all; two products fit in sixteen bits, and are added there.
   */
  private static int dot(short[] question, byte[] values, int from) {
    IntVector low = IntVector.zero(INTS);
    IntVector high = IntVector.zero(INTS);
    int step = SHORTS.length();
    int end = question.length - question.length % (2 * step);
    int i = 0;
    for (; i < end; i += 2 * step) {
      ShortVector two =
          product(question, i, values, from).add(product(question, i + step, values, from));
      low = low.add(two.convertShape(VectorOperators.S2I, INTS, 0));
      high = high.add(two.convertShape(VectorOperators.S2I, INTS, 1));
    }
    int sum = low.add(high).reduceLanes(VectorOperators.ADD);
    for (; i < question.length; i++) {
      sum += question[i] * values[from + i];
    }
    return sum;
  }

  private static ShortVector product(short[] question, int i, byte[] values, int from) {
    ShortVector wide =
        (ShortVector)
            ByteVector.fromArray(BYTES, values, from + i)
                .convertShape(VectorOperators.B2S, SHORTS, 0);
    return wide.mul(ShortVector.fromArray(SHORTS, question, i));
  }

  @Override
  public float[] nearest(Asked question, byte[] words, float[] inverseLengths) {
    float[] nearest = new float[question.shorts().length];
    Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    for (int word = 0; word < inverseLengths.length; word++) {
      raise(nearest, question.shorts(), words, word * WORD_BYTES, inverseLengths[word]);
    }
    return nearest;
  }

  /** Six registers hold a word while all of the question's are compared with it. */
  private static void raise(
      float[] nearest, short[][] question, byte[] words, int from, float inverseLength) {
    ByteVector first = ByteVector.fromArray(SIXTEEN_BYTES, words, from);
    ByteVector second = ByteVector.fromArray(SIXTEEN_BYTES, words, from + 16);
    ByteVector third = ByteVector.fromArray(SIXTEEN_BYTES, words, from + 32);
    ShortVector a = low(first);
    ShortVector b = low(second);
    ShortVector c = low(third);
    ShortVector d = high(first);
    ShortVector e = high(second);
    ShortVector f = high(third);
    for (int asked = 0; asked < nearest.length; asked++) {
      short[] values = question[asked];
      ShortVector sum =
          a.mul(ShortVector.fromArray(SIXTEEN_SHORTS, values, 0))
              .add(b.mul(ShortVector.fromArray(SIXTEEN_SHORTS, values, 16)))
              .add(c.mul(ShortVector.fromArray(SIXTEEN_SHORTS, values, 32)))
              .add(d.mul(ShortVector.fromArray(SIXTEEN_SHORTS, values, 48)))
              .add(e.mul(ShortVector.fromArray(SIXTEEN_SHORTS, values, 64)))
              .add(f.mul(ShortVector.fromArray(SIXTEEN_SHORTS, values, 80)));
      IntVector wide = (IntVector) sum.convertShape(VectorOperators.S2I, SIXTEEN_INTS, 0);
      float product = wide.reduceLanes(VectorOperators.ADD) * inverseLength;
      nearest[asked] = Math.max(nearest[asked], product);
    }
  }

  private static ShortVector low(ByteVector packed) {
    return levels(packed.and(MASK));
  }

  private static ShortVector high(ByteVector packed) {
    return levels(packed.lanewise(VectorOperators.LSHR, BITS).and(MASK));
  }

  private static ShortVector levels(ByteVector stored) {
    return (ShortVector) stored.sub(ZERO).convertShape(VectorOperators.B2S, SIXTEEN_SHORTS, 0);
  }
}
