package io.mneme.reader.rank;

import io.mneme.reader.pack.Nearness;
import org.jspecify.annotations.Nullable;

/**
 * Nearness in meaning of the whole: the cosine of question and memory. Where they can be compared
 * word by word, that says it better, and this says nothing.
 */
final class VectorSource implements Source {

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public Scale scale() {
    return Scale.STANDARD_SCORE;
  }

  @Override
  public float @Nullable [] score(Evidence evidence) {
    float[] cosines = evidence.firstLook().cosines();
    Nearness nearness = evidence.nearness();
    if (cosines == null || nearness == null) {
      return cosines;
    }
    float[] others = cosines.clone();
    boolean any = false;
    for (int slot : evidence.candidates()) {
      if (Float.isNaN(nearness.around()[slot])) {
        any |= !Float.isNaN(others[slot]);
      } else {
        others[slot] = Float.NaN;
      }
    }
    return any ? others : null;
  }
}
