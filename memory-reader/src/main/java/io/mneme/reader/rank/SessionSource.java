package io.mneme.reader.rank;

import io.mneme.reader.pack.Conversations;
import io.mneme.reader.pack.Nearness;
import java.util.Arrays;
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
    Conversations conversations = evidence.pack().conversations();
    Best[] bests = new Best[conversations.count()];
    Arrays.setAll(bests, _ -> new Best());
    for (int slot : evidence.candidates()) {
      int number = conversations.number(slot);
      if (number != Conversations.NONE && !Float.isNaN(nearness.around()[slot])) {
        bests[number].add(nearness.around()[slot]);
      }
    }
    float[] scores = new float[evidence.pack().size()];
    Arrays.fill(scores, Float.NaN);
    for (int slot : evidence.candidates()) {
      int number = conversations.number(slot);
      if (number != Conversations.NONE) {
        scores[slot] = bests[number].mean();
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

    /** {@link Float#NaN} of none. */
    float mean() {
      float sum = 0;
      for (int i = 0; i < count; i++) {
        sum += highest[i];
      }
      return sum / count;
    }
  }
}
