package io.mneme.reader.rank;

import io.mneme.reader.words.AnswerKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A question for a time, a number, a place or a title is answered by a text that has one: 1. */
final class KindSource implements Source {

  @Override
  public String name() {
    return "kind";
  }

  @Override
  public Scale scale() {
    return Scale.AS_IS;
  }

  @Override
  public float @Nullable [] score(Evidence evidence) {
    Set<AnswerKind> asked = AnswerKind.asked(evidence.question().text());
    if (asked.isEmpty()) {
      return null;
    }
    boolean[] tell = evidence.pack().traits().tell(asked);
    float[] scores = new float[tell.length];
    for (int slot : evidence.candidates()) {
      scores[slot] = tell[slot] ? 1 : 0;
    }
    return scores;
  }
}
