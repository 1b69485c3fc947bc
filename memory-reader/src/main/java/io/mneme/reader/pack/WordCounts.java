package io.mneme.reader.pack;

import java.util.HashMap;
import java.util.Map;

/**
 * How many memories hold each of a question's words. Where several packs answer one question, a
 * word is as rare as it is in all of them together: in a pack of three, every word would be common.
 *
 * @param memories how many were counted
 * @param holding how many of them hold a term
 */
public record WordCounts(int memories, Map<String, Integer> holding) {
  public static final WordCounts NONE = new WordCounts(0, Map.of());

  /** Of both packs. */
  public WordCounts plus(WordCounts other) {
    Map<String, Integer> both = new HashMap<>(holding);
    other.holding.forEach((term, count) -> both.merge(term, count, Integer::sum));
    return new WordCounts(memories + other.memories, both);
  }

  int of(String term) {
    return holding.getOrDefault(term, 0);
  }
}
