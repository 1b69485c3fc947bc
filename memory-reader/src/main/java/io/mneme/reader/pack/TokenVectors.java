package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
import java.util.List;

/** The directions of a memory's words. */
final class TokenVectors {
  static final TokenVectors NONE = new TokenVectors(new QuantisedVector[0]);

  /** Of an object and of an array, beside what they hold. */
  private static final int OBJECT_BYTES = 24;

  private final QuantisedVector[] tokens;

  private TokenVectors(QuantisedVector[] tokens) {
    this.tokens = tokens;
  }

  static TokenVectors of(Embedding embedding) {
    List<byte[]> levels = embedding.tokenLevels();
    return new TokenVectors(
        levels.stream().map(QuantisedVector::ofLevels).toArray(QuantisedVector[]::new));
  }

  boolean isEmpty() {
    return tokens.length == 0;
  }

  /** Cosine of the one that is nearest to a direction; -1 when there is none. */
  float nearest(QuantisedVector direction) {
    float best = -1;
    for (QuantisedVector token : tokens) {
      best = Math.max(best, direction.cosine(token));
    }
    return best;
  }

  /** Bytes in the heap, about. */
  long weight() {
    return (long) tokens.length * (Embedding.TOKEN_DIMENSIONS + 2 * OBJECT_BYTES);
  }
}
