package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.FourBits;
import java.util.Arrays;
import org.apache.lucene.util.VectorUtil;

/** For any machine, as fast as Lucene is there. */
final class PlainProducts implements Products {
  private static final int WORD_BYTES = FourBits.bytes(Embedding.TOKEN_DIMENSIONS);

  @Override
  public int dot(byte[] question, byte[] values, int from) {
    return VectorUtil.dotProduct(
        question, Arrays.copyOfRange(values, from, from + question.length));
  }

  @Override
  public float[] nearest(Asked question, byte[] words, float[] inverseLengths) {
    float[] nearest = new float[question.bytes().length];
    Arrays.fill(nearest, Float.NEGATIVE_INFINITY);
    byte[] levels = new byte[Embedding.TOKEN_DIMENSIONS];
    for (int word = 0; word < inverseLengths.length; word++) {
      FourBits.unpack(words, word * WORD_BYTES, levels);
      for (int asked = 0; asked < nearest.length; asked++) {
        float product =
            VectorUtil.dotProduct(question.bytes()[asked], levels) * inverseLengths[word];
        nearest[asked] = Math.max(nearest[asked], product);
      }
    }
    return nearest;
  }
}
