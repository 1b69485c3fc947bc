package io.mneme.reader.rank;

import io.mneme.reader.pack.Nearness;
import io.mneme.reader.pack.QuestionMeaning;
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
    QuestionMeaning meaning = evidence.question().meaning();
    if (meaning == null) {
      return null;
    }
    float[] cosines = evidence.pack().cosines(meaning.whole());
    Nearness nearness = evidence.nearness();
    if (nearness == null) {
      return cosines;
    }
    boolean any = false;
    for (int slot : evidence.candidates()) {
      if (Float.isNaN(nearness.around()[slot])) {
        any |= !Float.isNaN(cosines[slot]);
      } else {
        cosines[slot] = Float.NaN;
      }
    }
    return any ? cosines : null;
  }
}
