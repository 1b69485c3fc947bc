package io.mneme.storage.postgres;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Enum constants as the words that stand in tables: lower case. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The constants of an enum by their words. */
  static <E extends Enum<E>> Map<String, E> constants(E[] all) {
    return Arrays.stream(all).collect(Collectors.toUnmodifiableMap(Words::of, one -> one));
  }

  static String constant(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
