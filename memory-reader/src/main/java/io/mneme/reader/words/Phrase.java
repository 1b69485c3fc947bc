package io.mneme.reader.words;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of English that begins with one of certain words. It is tried where such a word stands
 * and nowhere else, and then only what can follow that word: few words of a text begin a phrase,
 * and a pattern with fifty beginnings takes long to see that. Words are those of {@code \b}: ASCII
 * letters, digits and the underscore.
 */
final class Phrase {
  /** What follows a word that is a phrase alone. */
  static final String NOTHING = "";

  /** For phrases that never begin with a number. */
  static final String NO_NUMBER = "(?!)";

  private static final int LETTERS = 'z' - 'a' + 1;
  private static final int TO_LOWER_CASE = 'a' - 'A';
  private static final boolean[] OF_WORD = new boolean[128];

  static {
    for (char c = 0; c < OF_WORD.length; c++) {
      OF_WORD[c] = Character.isLetterOrDigit(c) || c == '_';
    }
  }

  private final Map<String, Pattern> rests = new HashMap<>();
  private final Pattern number;

  /** By its first letter, a bit for each length a beginning has: most words are seen here. */
  private final long[] lengths = new long[LETTERS];

  /**
   * A phrase.
   *
   * @param rests what must follow each of some words, which stand with spaces between them, in
   *     lower case; a word that stands twice may be followed by either
   * @param number a phrase that begins with a digit
   */
  Phrase(Map<String, String> rests, String number) {
    Map<String, String> byWord = new HashMap<>();
    rests.forEach((words, rest) -> {
      for (String word : words.split(" ", -1)) {
        byWord.merge(word, rest, (one, other) -> one + "|" + other);
        lengths[word.charAt(0) - 'a'] |= 1L << word.length();
      }
    });
    byWord.forEach((word, rest) -> this.rests.put(word, Pattern.compile(rest)));
    this.number = Pattern.compile(number);
  }

  /** Whether it stands somewhere in a text. */
  boolean isIn(String text) {
    int end = 0;
    for (int begin = 0; begin < text.length(); begin = end + 1) {
      end = begin;
      while (end < text.length() && isOfWord(text.charAt(end))) {
        end++;
      }
      if (end > begin && begins(text, begin, end)) {
        return true;
      }
    }
    return false;
  }

  private boolean begins(String text, int begin, int end) {
    if (Character.isDigit(text.charAt(begin))) {
      return follows(number, text, begin);
    }
    if (!mayBegin(text.charAt(begin), end - begin)) {
      return false;
    }
    Pattern rest = rests.get(text.substring(begin, end).toLowerCase(Locale.ROOT));
    return rest != null && (rest.pattern().isEmpty() || follows(rest, text, end));
  }

  private static boolean follows(Pattern rest, String text, int at) {
    Matcher matcher = rest.matcher(text).useTransparentBounds(true);
    return matcher.region(at, text.length()).lookingAt();
  }

  private boolean mayBegin(char first, int length) {
    int letter = (first | TO_LOWER_CASE) - 'a';
    return letter >= 0
        && letter < LETTERS
        && length < Long.SIZE
        && (lengths[letter] >>> length & 1) != 0;
  }

  private static boolean isOfWord(char c) {
    return c < OF_WORD.length && OF_WORD[c];
  }
}
