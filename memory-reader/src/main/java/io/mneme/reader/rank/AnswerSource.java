package io.mneme.reader.rank;

import io.mneme.reader.pack.Nearness;
import io.mneme.reader.pack.SubjectPack;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What follows a question that somebody asked before, and is like this one, most likely answers it:
 * as many standard deviations as that question stands out.
 */
final class AnswerSource implements Source {

  @Override
  public String name() {
    return "answers";
  }

  @Override
  public Scale scale() {
    return Scale.AS_IS;
  }

  @Override
  public float @Nullable [] score(Evidence evidence) {
    Nearness nearness = evidence.nearness();
    if (nearness == null) {
      return null;
    }
    SubjectPack pack = evidence.pack();
    StandardScore standard = evidence.standard(nearness.own());
    float[] scores = new float[pack.size()];
    for (int slot : evidence.candidates()) {
      OptionalInt before = pack.previous(slot);
      if (before.isPresent()
          && pack.traits().asks(before.getAsInt())
          && !pack.traits().asks(slot)) {
        double liked = standard.of(nearness.own()[before.getAsInt()]);
        scores[slot] = (float) Math.max(liked, 0);
      }
    }
    return scores;
  }
}
