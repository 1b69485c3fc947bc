package io.mneme.reader.words;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of English that begins with one of certain words. It is tried where such a word stands
 * and nowhere else: few words of a text begin a phrase, and a pattern with fifty beginnings takes
 * long to see that. Words are those of {@code \b}: ASCII letters, digits and the underscore.
 */
final class Phrase {
  private static final char ASCII_MAX = 127;

  private final Set<String> beginnings;
  private final Pattern pattern;

  /**
   * A phrase.
   *
   * @param beginnings the whole words, in lower case, that a match can begin with; words that begin
   *     with a digit always can
   * @param pattern matches nothing that begins otherwise
   */
  Phrase(Set<String> beginnings, Pattern pattern) {
    this.beginnings = beginnings;
    this.pattern = pattern;
  }

  /** Whether it stands somewhere in a text. */
  boolean isIn(String text) {
    Matcher matcher = pattern.matcher(text).useTransparentBounds(true);
    int end = 0;
    for (int begin = 0; begin < text.length(); begin = end + 1) {
      end = begin;
      while (end < text.length() && isOfWord(text.charAt(end))) {
        end++;
      }
      if (end > begin
          && mayBegin(text.substring(begin, end))
          && matcher.region(begin, text.length()).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  private boolean mayBegin(String word) {
    return Character.isDigit(word.charAt(0)) || beginnings.contains(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isOfWord(char c) {
    return c <= ASCII_MAX && (Character.isLetterOrDigit(c) || c == '_');
  }
}
