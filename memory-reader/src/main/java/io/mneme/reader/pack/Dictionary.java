package io.mneme.reader.pack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for the terms of one subject. Grows only, so that successive packs share it and the
 * analysed form of an unchanged memory stays good. Written by the one builder of a subject's packs,
 * read by everybody.
 */
final class Dictionary {
  static final int UNKNOWN = -1;

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final @Nullable Dictionary shared;
  private final int first;

  Dictionary() {
    this(null, 0);
  }

  private Dictionary(@Nullable Dictionary shared, int first) {
    this.shared = shared;
    this.first = first;
  }

  /**
   * One that has the terms of this one by the same numbers, and takes new ones for itself: for a
   * pack that is none of the succession, and may be built while that grows.
   */
  Dictionary beside() {
    return new Dictionary(this, size());
  }

  int add(String term) {
    int known = find(term);
    if (known != UNKNOWN) {
      return known;
    }
    int number = size();
    numbers.put(term, number);
    return number;
  }

  int find(String term) {
    int known = shared == null ? UNKNOWN : shared.find(term);
    return known != UNKNOWN && known < first ? known : numbers.getOrDefault(term, UNKNOWN);
  }

  int size() {
    return first + numbers.size();
  }
}
