package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.FourBits;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * With the CPU's widest instructions, through the JDK's Vector API. Products are added in sixteen
 * bits as long as they fit: two of 127 x 127 do, and 36 of 127 x 7.
 */
final class WideProducts implements Products {
  private static final int WORD_BYTES = FourBits.bytes(Embedding.TOKEN_DIMENSIONS);
  private static final byte MASK = 0xf;
  private static final byte ZERO = 8;
  private static final int BITS = 4;

  /** Products of a word's levels that are added before they are widened; divides 96. */
  private static final int FITTING = 32;

  private static final VectorSpecies<Byte> SIXTEEN_BYTES = ByteVector.SPECIES_128;
  private static final VectorSpecies<Short> SIXTEEN_SHORTS = ShortVector.SPECIES_256;
  private static final VectorSpecies<Integer> SIXTEEN_INTS = IntVector.SPECIES_512;
  private static final VectorSpecies<Float> SIXTEEN_FLOATS = FloatVector.SPECIES_512;

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
    short[] wide = widened(question);
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

  private static short[] widened(byte[] values) {
    short[] wide = new short[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Two of the memory's words at a time: what is asked is read once for both. */
  @Override
  public float[] nearest(Asked question, byte[] words, float[] inverseLengths) {
    float[] nearest = new float[question.bytes().length];
    short[] even = new short[Embedding.TOKEN_DIMENSIONS];
    short[] odd = new short[Embedding.TOKEN_DIMENSIONS];
    int last = inverseLengths.length - 1;
    for (int first = 0; first < nearest.length; first += Asked.LANES) {
      short[] asked = question.sideBySide()[first / Asked.LANES];
      FloatVector best = FloatVector.broadcast(SIXTEEN_FLOATS, Float.NEGATIVE_INFINITY);
      for (int word = 0; word <= last; word += 2) {
        int next = Math.min(word + 1, last); // the last of an odd number is its own neighbour
        unpack(words, word * WORD_BYTES, even);
        unpack(words, next * WORD_BYTES, odd);
        IntVector evens = IntVector.zero(SIXTEEN_INTS);
        IntVector odds = IntVector.zero(SIXTEEN_INTS);
        for (int from = 0; from < even.length; from += FITTING) {
          ShortVector ofEven = ShortVector.zero(SIXTEEN_SHORTS);
          ShortVector ofOdd = ShortVector.zero(SIXTEEN_SHORTS);
          for (int i = from; i < from + FITTING; i++) {
            ShortVector of = ShortVector.fromArray(SIXTEEN_SHORTS, asked, i * Asked.LANES);
            ofEven = ofEven.add(of.mul(even[i]));
            ofOdd = ofOdd.add(of.mul(odd[i]));
          }
          evens = evens.add(ofEven.convertShape(VectorOperators.S2I, SIXTEEN_INTS, 0));
          odds = odds.add(ofOdd.convertShape(VectorOperators.S2I, SIXTEEN_INTS, 0));
        }
        best =
            best.max(floats(evens).mul(inverseLengths[word]))
                .max(floats(odds).mul(inverseLengths[next]));
      }
      best.intoArray(nearest, first, SIXTEEN_FLOATS.indexInRange(first, nearest.length));
    }
    return nearest;
  }

  private static FloatVector floats(IntVector sums) {
    return (FloatVector) sums.convertShape(VectorOperators.I2F, SIXTEEN_FLOATS, 0);
  }

  private static void unpack(byte[] words, int from, short[] levels) {
    for (int i = 0; i < WORD_BYTES; i += SIXTEEN_BYTES.length()) {
      ByteVector packed = ByteVector.fromArray(SIXTEEN_BYTES, words, from + i);
      low(packed).intoArray(levels, i);
      high(packed).intoArray(levels, WORD_BYTES + i);
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
