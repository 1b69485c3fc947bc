package io.mneme.storage.postgres;

import java.util.Locale;

/** Enum constants as the words that stand in tables: lower case. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static String constant(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
