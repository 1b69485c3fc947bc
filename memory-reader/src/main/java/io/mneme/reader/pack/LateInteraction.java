package io.mneme.reader.pack;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Compares a question with memories word by word (late interaction, MaxSim: Khattab, Zaharia,
 * "ColBERT", section 3.3): for each word of the question the nearest word of a memory, and the mean
 * of these, rare finds counting more. What a turn is about often stands in the turns around it, so
 * the words of its neighbours count for it too, a little less.
 */
final class LateInteraction {
  /** How much a find one turn before and after is worth. */
  private static final float BEFORE = 0.85f;

  private static final float AFTER = 0.75f;

  /** Two turns before and after: where two talk, it is the same one who speaks. */
  private static final float TWO_BEFORE = 0.80f;

  private static final float TWO_AFTER = 0.65f;

  /** As near as this a word is found; nearer is the same word in the same place. */
  private static final float FOUND = 0.80f;

  /** Finds this much less near than the best one are a third as good; measured. */
  private static final double SOFTNESS = 0.05;

  /** The cosine of what is opposite: less is not found. */
  private static final float NOTHING = -1;

  private final List<PackedMemory> packed;
  private final Neighbours neighbours;

  LateInteraction(List<PackedMemory> packed, Neighbours neighbours) {
    this.packed = packed;
    this.neighbours = neighbours;
  }

  /** Scores these slots. */
  Nearness score(List<QuestionMeaning.Token> question, int[] candidates) {
    int[] wanted = withWords(candidates);
    int[] read = withNeighbours(wanted);
    float[][] found = new float[packed.size()][];
    Products.Asked asked = Products.Asked.of(question);
    for (int slot : read) {
      found[slot] = packed.get(slot).tokens().nearest(asked);
    }
    float[] nearest = new float[packed.size()];
    Arrays.fill(nearest, NOTHING);
    float[] lent = new float[packed.size()];
    double[] own = new double[packed.size()];
    double[] around = new double[packed.size()];
    double weights = 0;
    for (int token = 0; token < question.size(); token++) {
      float inverseLength = question.get(token).direction().inverseLength();
      for (int slot : read) {
        nearest[slot] = found[slot][token] * inverseLength;
      }
      for (int slot : wanted) {
        lent[slot] = lent(nearest, slot);
      }
      double weight = question.get(token).weight() * rarity(lent, wanted);
      for (int slot : read) {
        own[slot] += weight * nearest[slot];
      }
      for (int slot : wanted) {
        around[slot] += weight * Math.min(lent[slot], FOUND);
      }
      weights += weight;
    }
    return new Nearness(means(own, weights, read), means(around, weights, wanted));
  }

  private int[] withWords(int[] slots) {
    int[] with = new int[slots.length];
    int found = 0;
    for (int slot : slots) {
      if (hasWords(slot)) {
        with[found++] = slot;
      }
    }
    return Arrays.copyOf(with, found);
  }

  private boolean hasWords(int slot) {
    return !packed.get(slot).tokens().isEmpty();
  }

  /** The nearest word in a memory or around it. */
  private float lent(float[] nearest, int slot) {
    int before = neighbours.previous(slot);
    int after = neighbours.next(slot);
    float best = nearest[slot];
    best = Math.max(best, worth(nearest, before, BEFORE));
    best = Math.max(best, worth(nearest, after, AFTER));
    best = Math.max(best, worth(nearest, previous(before), TWO_BEFORE));
    return Math.max(best, worth(nearest, next(after), TWO_AFTER));
  }

  /** What points away is worth no more for being said by another. */
  private static float worth(float[] nearest, int slot, float factor) {
    return slot == Neighbours.NONE || nearest[slot] < 0 ? NOTHING : factor * nearest[slot];
  }

  private int previous(int slot) {
    return slot == Neighbours.NONE ? slot : neighbours.previous(slot);
  }

  private int next(int slot) {
    return slot == Neighbours.NONE ? slot : neighbours.next(slot);
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

  /** Those slots and the turns around them, as far as they have words. */
  private int[] withNeighbours(int[] slots) {
    BitSet read = new BitSet(packed.size());
    for (int slot : slots) {
      int before = neighbours.previous(slot);
      int after = neighbours.next(slot);
      for (int one : new int[] {slot, before, after, previous(before), next(after)}) {
        if (one != Neighbours.NONE && hasWords(one)) {
          read.set(one);
        }
      }
    }
    return read.stream().toArray();
  }

  private static float[] means(double[] sums, double weights, int[] known) {
    float[] means = new float[sums.length];
    Arrays.fill(means, Float.NaN);
    for (int slot : known) {
      means[slot] = weights > 0 ? (float) (sums[slot] / weights) : Float.NaN;
    }
    return means;
  }
}
