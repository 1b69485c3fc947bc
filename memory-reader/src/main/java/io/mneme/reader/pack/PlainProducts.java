package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.FourBits;
import java.util.Arrays;
import org.apache.lucene.util.VectorUtil;

/** For any machine, as fast as Lucene is there. */
final class PlainProducts implements Products {
  private static final int WORD_BYTES = FourBits.bytes(Embedding.TOKEN_DIMENSIONS);

  @Override
  public int[] dots(byte[] question, byte[] values) {
    int[] dots = new int[values.length / question.length];
    byte[] other = new byte[question.length];
    for (int i = 0; i < dots.length; i++) {
      System.arraycopy(values, i * other.length, other, 0, other.length);
      dots[i] = VectorUtil.dotProduct(question, other);
    }
    return dots;
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
