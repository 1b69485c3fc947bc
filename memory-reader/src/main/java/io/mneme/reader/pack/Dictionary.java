package io.mneme.reader.pack;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers for the terms of one subject. Grows only, so that successive packs share it and the
 * analysed form of an unchanged memory stays good. Written by the one builder of a subject's packs,
 * read by everybody.
 */
final class Dictionary {
  static final int UNKNOWN = -1;

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

  int add(String term) {
    Integer known = numbers.get(term);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    numbers.put(term, number);
    return number;
  }

  int find(String term) {
    return numbers.getOrDefault(term, UNKNOWN);
  }

  int size() {
    return numbers.size();
  }
}
