package io.mneme.reader.rank;

import io.mneme.reader.pack.SubjectPack;
import io.mneme.reader.words.EnglishWords;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A question that names somebody is about what that one said: 1; what others said: -1. */
final class SpeakerSource implements Source {

  @Override
  public String name() {
    return "speaker";
  }

  @Override
  public Scale scale() {
    return Scale.AS_IS;
  }

  @Override
  public float @Nullable [] score(Evidence evidence) {
    SubjectPack pack = evidence.pack();
    Set<String> asked = new HashSet<>(EnglishWords.terms(evidence.question().text()));
    float[] scores = new float[pack.size()];
    boolean named = false;
    for (int slot : evidence.candidates()) {
      List<String> speaker = pack.traits(slot).speaker();
      if (!speaker.isEmpty()) {
        boolean hit = !Collections.disjoint(asked, speaker);
        scores[slot] = hit ? 1 : -1;
        named |= hit;
      }
    }
    return named ? scores : null;
  }
}
