package io.mneme.reader.rank;

import io.mneme.reader.pack.QuestionMeaning;
import io.mneme.reader.pack.SubjectPack;
import io.mneme.schemas.memory.Memory;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which memories are looked at closely: all that a filter lets through, unless they are too many to
 * be compared word by word; then those that words and vectors find first.
 */
final class Candidates {
  /** Up to here all are compared; about a millisecond's work. */
  static final int ALL_MAX = 1_000;

  /** Of more, so many by their words, and as many by their vectors. */
  static final int EACH_MAX = 300;

  private Candidates() {}

  /** Slots, ascending. */
  static int[] of(Question question, SubjectPack pack, Predicate<Memory> filter) {
    int[] all =
        IntStream.range(0, pack.size()).filter(slot -> filter.test(pack.memory(slot))).toArray();
    QuestionMeaning meaning = question.meaning();
    if (all.length <= ALL_MAX || meaning == null || !question.hasTokens() || !pack.hasTokens()) {
      return all;
    }
    return IntStream.concat(
            best(all, pack.wordScores(question.text())), best(all, pack.cosines(meaning.whole())))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Those with the highest scores; of equal ones the older. */
  private static IntStream best(int[] slots, float[] scores) {
    float[] known = new float[slots.length];
    for (int i = 0; i < known.length; i++) {
      known[i] = Float.isNaN(scores[slots[i]]) ? Float.NEGATIVE_INFINITY : scores[slots[i]];
    }
    Arrays.sort(known);
    float least = known[known.length - EACH_MAX];
    int[] better = Arrays.stream(slots).filter(slot -> scores[slot] > least).toArray();
    IntStream equal =
        Arrays.stream(slots)
            .filter(slot -> scores[slot] == least)
            .limit(EACH_MAX - (long) better.length);
    return IntStream.concat(Arrays.stream(better), equal);
  }
}
