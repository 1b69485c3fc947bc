package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
import java.util.List;
import org.apache.lucene.util.VectorUtil;

/** The directions of a memory's words. */
final class TokenVectors {
  static final TokenVectors NONE = new TokenVectors(List.of());

  /** Of an array, beside what it holds, and of the place where it stands. */
  private static final int ARRAY_BYTES = 24;

  private final byte[][] levels;
  private final float[] inverseLengths;

  private TokenVectors(List<byte[]> tokens) {
    this.levels = tokens.toArray(byte[][]::new);
    this.inverseLengths = new float[levels.length];
    for (int i = 0; i < levels.length; i++) {
      inverseLengths[i] = QuantisedVector.inverseLength(levels[i]);
    }
  }

  static TokenVectors of(Embedding embedding) {
    return new TokenVectors(embedding.tokenLevels());
  }

  boolean isEmpty() {
    return levels.length == 0;
  }

  /** Cosine of the one that is nearest to a direction; there must be one. */
  float nearest(QuantisedVector direction) {
    byte[] question = direction.values();
    float best = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < levels.length; i++) {
      best = Math.max(best, VectorUtil.dotProduct(question, levels[i]) * inverseLengths[i]);
    }
    return best * direction.inverseLength();
  }

  /** Bytes in the heap, about. */
  long weight() {
    return (long) levels.length * (Embedding.TOKEN_DIMENSIONS + ARRAY_BYTES + Float.BYTES);
  }
}
