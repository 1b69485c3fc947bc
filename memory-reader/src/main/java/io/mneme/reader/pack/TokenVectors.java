package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.FourBits;

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

  /** For each of a question's words the largest product with one of these; there must be one. */
  float[] nearest(Products.Asked question) {
    return Products.BEST.nearest(question, packed, inverseLengths);
  }

  /** Bytes in the heap, about. */
  long weight() {
    return packed.length + (long) inverseLengths.length * Float.BYTES;
  }
}
