package io.mneme.reader.rank;

import io.mneme.reader.pack.Speakers;
import java.util.Collections;
import java.util.List;
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
    Speakers speakers = evidence.pack().speakers();
    List<String> asked = evidence.question().terms();
    List<List<String>> names = speakers.names();
    boolean[] named = new boolean[names.size()];
    boolean any = false;
    for (int i = 0; i < named.length; i++) {
      named[i] = !Collections.disjoint(names.get(i), asked);
      any |= named[i];
    }
    if (!any) {
      return null;
    }
    float[] scores = new float[evidence.pack().size()];
    for (int slot : evidence.candidates()) {
      int speaker = speakers.number(slot);
      if (speaker != Speakers.NOBODY) {
        scores[slot] = named[speaker] ? 1 : -1;
      }
    }
    return scores;
  }
}
