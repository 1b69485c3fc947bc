package io.mneme.reader.rank;

import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.memory.Memory;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
    return cosines == null
        ? all
        : IntStream.concat(best(all, look.words()), best(all, cosines))
            .sorted()
            .distinct()
            .toArray();
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

  /** Those with the highest scores; of equal ones the older. */
  private static IntStream best(int[] slots, float[] scores) {
    LongHeap best = new LongHeap(EACH_MAX);
    for (int slot : slots) {
      float score = Float.isNaN(scores[slot]) ? Float.NEGATIVE_INFINITY : scores[slot];
      best.insertWithOverflow(
          (long) NumericUtils.floatToSortableInt(score) << Integer.SIZE | Integer.MAX_VALUE - slot);
    }
    return IntStream.rangeClosed(1, best.size()).map(i -> Integer.MAX_VALUE - (int) best.get(i));
  }
}
