package io.mneme.reader.rank;

import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.memory.Memory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;
import org.apache.lucene.util.LongHeap;
import org.apache.lucene.util.NumericUtils;

/**
 * Which memories are looked at closely: all that a filter lets through, unless they are too many;
 * then those that words and vectors find first.
 */
final class Candidates {
  /** Up to here all are compared; about a millisecond's work. */
  static final int ALL_MAX = 1_000;

  /** Of more, so many by their words, and as many by their vectors. */
  static final int EACH_MAX = 300;

  private Candidates() {}

  /** Slots, ascending. */
  static int[] of(FirstLook look, Predicate<Memory> filter) {
    SubjectPack pack = look.pack();
    int[] all = all(pack, filter);
    float[] cosines = all.length <= ALL_MAX ? null : look.cosines();
    if (cosines == null) {
      return all;
    }
    BitSet chosen = new BitSet(pack.size());
    chooseBest(all, look.words(), chosen);
    chooseBest(all, cosines, chosen);
    return chosen.stream().toArray();
  }

  private static int[] all(SubjectPack pack, Predicate<Memory> filter) {
    int[] slots = new int[pack.size()];
    int found = 0;
    for (int slot = 0; slot < slots.length; slot++) {
      if (filter.test(pack.memory(slot))) {
        slots[found++] = slot;
      }
    }
    return Arrays.copyOf(slots, found);
  }

  /** Those with the highest scores; of equal ones the older, which come first. */
  private static void chooseBest(int[] slots, float[] scores, BitSet chosen) {
    LongHeap best = new LongHeap(EACH_MAX);
    float lowest = Float.NEGATIVE_INFINITY;
    for (int slot : slots) {
      if (best.size() < EACH_MAX || scores[slot] > lowest) { // most are neither
        float score = Float.isNaN(scores[slot]) ? Float.NEGATIVE_INFINITY : scores[slot];
        best.insertWithOverflow(
            (long) NumericUtils.floatToSortableInt(score) << Integer.SIZE
                | Integer.MAX_VALUE - slot);
        lowest = NumericUtils.sortableIntToFloat((int) (best.top() >> Integer.SIZE));
      }
    }
    for (int i = 1; i <= best.size(); i++) {
      chosen.set(Integer.MAX_VALUE - (int) best.get(i));
    }
  }
}
