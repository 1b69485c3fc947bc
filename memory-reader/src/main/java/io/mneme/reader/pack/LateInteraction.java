package io.mneme.reader.pack;

import java.util.Arrays;
import java.util.List;

/**
 * Compares a question with memories word by word (late interaction, MaxSim: Khattab, Zaharia,
 * "ColBERT", section 3.3): for each word of the question the nearest word of a memory, and the mean
 * of these, rare finds counting more. What a turn is about often stands in the turns around it, so
 * the words of its neighbours count for it too, a little less.
 */
final class LateInteraction {
  /** How much a find one and two turns before, and one and two turns after, is worth. */
  private static final float BEFORE = 0.85f;

  private static final float AFTER = 0.80f;
  private static final float TWO_BEFORE = 0.75f;
  private static final float TWO_AFTER = 0.70f;

  /** Finds this much less near than the best one are a third as good; measured. */
  private static final double SOFTNESS = 0.05;

  private final List<PackedMemory> packed;
  private final Neighbours neighbours;

  LateInteraction(List<PackedMemory> packed, Neighbours neighbours) {
    this.packed = packed;
    this.neighbours = neighbours;
  }

  /** Scores these slots. */
  Nearness score(List<QuestionMeaning.Token> question, int[] candidates) {
    int[] wanted = Arrays.stream(candidates).filter(this::hasWords).toArray();
    boolean[] read = withNeighbours(wanted);
    double[] own = new double[packed.size()];
    double[] around = new double[packed.size()];
    double weights = 0;
    for (QuestionMeaning.Token token : question) {
      float[] nearest = nearest(token.direction(), read);
      float[] lent = lent(nearest, wanted);
      double weight = token.weight() * rarity(lent, wanted);
      for (int slot = 0; slot < own.length; slot++) {
        own[slot] += weight * nearest[slot];
        around[slot] += weight * lent[slot];
      }
      weights += weight;
    }
    return new Nearness(means(own, weights, read), means(around, weights, mask(wanted)));
  }

  private boolean hasWords(int slot) {
    return !packed.get(slot).tokens().isEmpty();
  }

  /** The nearest word of each memory that is read; -1 where none is. */
  private float[] nearest(QuantisedVector direction, boolean[] read) {
    float[] nearest = new float[read.length];
    for (int slot = 0; slot < read.length; slot++) {
      nearest[slot] = read[slot] ? packed.get(slot).tokens().nearest(direction) : -1;
    }
    return nearest;
  }

  /** The nearest word in each memory or around it. */
  private float[] lent(float[] nearest, int[] slots) {
    float[] lent = new float[nearest.length];
    for (int slot : slots) {
      int before = neighbours.previous(slot);
      int after = neighbours.next(slot);
      float best = nearest[slot];
      best = Math.max(best, worth(nearest, before, BEFORE));
      best = Math.max(best, worth(nearest, after, AFTER));
      if (before != Neighbours.NONE) {
        best = Math.max(best, worth(nearest, neighbours.previous(before), TWO_BEFORE));
      }
      if (after != Neighbours.NONE) {
        best = Math.max(best, worth(nearest, neighbours.next(after), TWO_AFTER));
      }
      lent[slot] = best;
    }
    return lent;
  }

  private static float worth(float[] nearest, int slot, float factor) {
    return slot == Neighbours.NONE || nearest[slot] < 0 ? -1 : factor * nearest[slot];
  }

  /** High when few memories come near the best one: a find among many tells little. */
  private static double rarity(float[] nearest, int[] slots) {
    float best = -1;
    for (int slot : slots) {
      best = Math.max(best, nearest[slot]);
    }
    double found = 0;
    for (int slot : slots) {
      found += Math.exp((nearest[slot] - best) / SOFTNESS);
    }
    return found == 0 ? 0 : Math.log(1 + slots.length / found);
  }

  private boolean[] withNeighbours(int[] slots) {
    boolean[] read = mask(slots);
    for (int slot : slots) {
      int before = neighbours.previous(slot);
      int after = neighbours.next(slot);
      mark(read, before);
      mark(read, after);
      mark(read, before == Neighbours.NONE ? before : neighbours.previous(before));
      mark(read, after == Neighbours.NONE ? after : neighbours.next(after));
    }
    return read;
  }

  private static void mark(boolean[] read, int slot) {
    if (slot != Neighbours.NONE) {
      read[slot] = true;
    }
  }

  private boolean[] mask(int[] slots) {
    boolean[] mask = new boolean[packed.size()];
    for (int slot : slots) {
      mask[slot] = true;
    }
    return mask;
  }

  private static float[] means(double[] sums, double weights, boolean[] known) {
    float[] means = new float[sums.length];
    for (int slot = 0; slot < means.length; slot++) {
      means[slot] = known[slot] && weights > 0 ? (float) (sums[slot] / weights) : Float.NaN;
    }
    return means;
  }
}
