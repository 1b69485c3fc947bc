package io.mneme.reader.rank;

import io.mneme.reader.pack.Nearness;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that holds several near memories is about what is asked: its best, in the mean.
 */
final class SessionSource implements Source {
  private static final int BEST = 3;

  @Override
  public String name() {
    return "session";
  }

  @Override
  public Scale scale() {
    return Scale.STANDARD_SCORE;
  }

  @Override
  public float @Nullable [] score(Evidence evidence) {
    Nearness nearness = evidence.nearness();
    if (nearness == null) {
      return null;
    }
    Map<String, Best> conversations = new HashMap<>();
    for (int slot : evidence.candidates()) {
      String conversation = evidence.pack().memory(slot).content().conversation();
      if (conversation != null && !Float.isNaN(nearness.around()[slot])) {
        conversations.computeIfAbsent(conversation, _ -> new Best()).add(nearness.around()[slot]);
      }
    }
    float[] scores = new float[evidence.pack().size()];
    Arrays.fill(scores, Float.NaN);
    for (int slot : evidence.candidates()) {
      String conversation = evidence.pack().memory(slot).content().conversation();
      Best best = conversation == null ? null : conversations.get(conversation);
      if (best != null) {
        scores[slot] = best.mean();
      }
    }
    return scores;
  }

  /** The few highest of many, the lowest of them first. */
  private static final class Best {
    private final float[] highest = new float[BEST];
    private int count;

    void add(float score) {
      if (count < BEST) {
        highest[count++] = score;
      } else if (score > highest[0]) {
        highest[0] = score;
      } else {
        return;
      }
      Arrays.sort(highest, 0, count);
    }

    float mean() {
      float sum = 0;
      for (int i = 0; i < count; i++) {
        sum += highest[i];
      }
      return sum / count;
    }
  }
}
