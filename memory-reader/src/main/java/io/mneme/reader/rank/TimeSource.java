package io.mneme.reader.rank;

import io.mneme.reader.pack.SubjectPack;
import io.mneme.reader.words.TimeWords;
import org.jspecify.annotations.Nullable;

/** A question that asks when is answered by words that tell a time: 1. */
final class TimeSource implements Source {

  @Override
  public String name() {
    return "time";
  }

  @Override
  public Scale scale() {
    return Scale.AS_IS;
  }

  @Override
  public float @Nullable [] score(Question question, SubjectPack pack) {
    if (!TimeWords.ask(question.text())) {
      return null;
    }
    float[] scores = new float[pack.size()];
    for (int slot = 0; slot < scores.length; slot++) {
      scores[slot] = pack.traits(slot).tellsTime() ? 1 : 0;
    }
    return scores;
  }
}
