package io.mneme.reader.rank;

import io.mneme.reader.pack.Nearness;
import org.jspecify.annotations.Nullable;

/**
 * Nearness in meaning of the whole, beside that of the single words: what a memory is about and no
 * word of it says. Where words cannot be compared, {@link VectorSource} says it.
 */
final class GistSource implements Source {

  @Override
  public String name() {
    return "gist";
  }

  @Override
  public Scale scale() {
    return Scale.STANDARD_SCORE;
  }

  @Override
  public float @Nullable [] score(Evidence evidence) {
    Nearness nearness = evidence.nearness();
    float[] cosines = evidence.firstLook().cosines();
    if (nearness == null || cosines == null) {
      return null;
    }
    float[] scores = new float[cosines.length];
    for (int slot : evidence.candidates()) {
      scores[slot] = Float.isNaN(nearness.around()[slot]) ? Float.NaN : cosines[slot];
    }
    return scores;
  }
}
