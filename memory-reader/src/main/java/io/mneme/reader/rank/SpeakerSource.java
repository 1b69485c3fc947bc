package io.mneme.reader.rank;

import io.mneme.reader.pack.SubjectPack;
import io.mneme.reader.words.EnglishWords;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    Map<List<String>, Float> speakers = new HashMap<>(); // few, and named over and over
    float[] scores = new float[pack.size()];
    for (int slot : evidence.candidates()) {
      List<String> speaker = pack.traits(slot).speaker();
      if (!speaker.isEmpty()) {
        scores[slot] =
            speakers.computeIfAbsent(speaker, one -> Collections.disjoint(asked, one) ? -1f : 1f);
      }
    }
    return speakers.containsValue(1f) ? scores : null;
  }
}
