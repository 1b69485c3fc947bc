package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.FourBits;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.util.VectorUtil;

/**
 * The directions of a memory's words, as small as they are stored: a pack of thousands of memories
 * is mostly these. They are unpacked while a question is compared with them.
 */
final class TokenVectors {
  private static final int BYTES = FourBits.bytes(Embedding.TOKEN_DIMENSIONS);

  static final TokenVectors NONE = new TokenVectors(new byte[0]);

  private final byte[] packed;
  private final float[] inverseLengths;

  private TokenVectors(byte[] packed) {
    this.packed = packed;
    this.inverseLengths = new float[packed.length / BYTES];
    byte[] levels = new byte[Embedding.TOKEN_DIMENSIONS];
    for (int i = 0; i < inverseLengths.length; i++) {
      FourBits.unpack(packed, i * BYTES, levels);
      inverseLengths[i] = QuantisedVector.inverseLength(levels);
    }
  }

  static TokenVectors of(Embedding embedding) {
    byte[] tokens = embedding.tokens();
    return tokens == null ? NONE : new TokenVectors(tokens);
  }

  boolean isEmpty() {
    return packed.length == 0;
  }

  /**
   * Cosine of the word that is nearest to each of a question's; there must be one.
   *
   * @param levels room for one word
   */
  float[] nearest(List<QuestionMeaning.Token> question, byte[] levels) {
    float[] nearest = new float[question.size()];
    Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < inverseLengths.length; i++) {
      FourBits.unpack(packed, i * BYTES, levels);
      for (int token = 0; token < nearest.length; token++) {
        byte[] direction = question.get(token).direction().values();
        float product = VectorUtil.dotProduct(direction, levels) * inverseLengths[i];
        nearest[token] = Math.max(nearest[token], product);
      }
    }
    for (int token = 0; token < nearest.length; token++) {
      nearest[token] *= question.get(token).direction().inverseLength();
    }
    return nearest;
  }

  /** Bytes in the heap, about. */
  long weight() {
    return packed.length + (long) inverseLengths.length * Float.BYTES;
  }
}
