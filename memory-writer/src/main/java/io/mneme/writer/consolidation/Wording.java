package io.mneme.writer.consolidation;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a text says, without what says nothing: the words in their order, rid of spacing, the dot at
 * the end, the capital that only begins a sentence, plain articles and the short forms of {@code
 * not}, {@code am}, {@code are}, {@code have} and {@code will}. Two texts of one wording say the
 * same; everything not named here (a number, a name, a negation, a comma, the order) tells two
 * texts apart.
 *
 * @param words in their order; punctuation inside the text stands among them
 */
record Wording(List<String> words) {
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  /** Before these an article means something: "a few friends" are friends, "few friends" not. */
  private static final Set<String> KEEP_ARTICLE =
      Set.of(
          "few", "little", "lot", "bit", "couple", "most", "more", "less", "least", "same", "other",
          "only", "one", "first", "second", "third", "half", "quarter", "dozen", "hundred");

  private static final Set<String> SILENT = Set.of("also");

  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("eleven", "11"),
          Map.entry("twelve", "12"));

  private static final Map<String, List<String>> LONG_FORMS =
      Map.of(
          "cannot", List.of("can", "not"),
          "can't", List.of("can", "not"),
          "won't", List.of("will", "not"),
          "shan't", List.of("shall", "not"));

  private static final Map<String, String> ENDINGS =
      Map.of("n't", "not", "'m", "am", "'re", "are", "'ve", "have", "'ll", "will");

  /** These mean another day when they are said on another day. */
  private static final Set<String> OF_THE_DAY =
      Set.of(
          "today",
          "tonight",
          "now",
          "nowadays",
          "currently",
          "presently",
          "yesterday",
          "tomorrow",
          "ago",
          "last",
          "next",
          "this",
          "recently",
          "just",
          "soon",
          "lately",
          "still",
          "already",
          "again",
          "yet",
          "until",
          "since",
          "upcoming",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday");

  private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
  private static final String SENTENCE_END = ".";
  private static final String BEHIND_A_WORD = ",;:!?.";
  private static final String AROUND_A_WORD = "()[]{}";

  Wording {
    words = List.copyOf(words);
  }

  static Wording of(String text) {
    List<String> tokens = tokens(text);
    while (!tokens.isEmpty() && tokens.getLast().equals(SENTENCE_END)) {
      tokens.removeLast();
    }
    List<String> words = new ArrayList<>();
    boolean begins = true;
    for (int at = 0; at < tokens.size(); at++) {
      String token = begins ? withoutCapital(tokens.get(at)) : tokens.get(at);
      String next = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
      if (!isPlainArticle(token, next) && !SILENT.contains(token)) {
        words.addAll(longForm(token));
      }
      // behind an article that begins the sentence stands a word as it is written inside
      begins = token.equals(SENTENCE_END) || token.equals("?");
    }
    return new Wording(words);
  }

  /** Whether what it says depends on the day it is said. */
  boolean isOfTheDay() {
    return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).anyMatch(OF_THE_DAY::contains);
  }

  private static List<String> tokens(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFC)
            .replace('\u2019', '\'')
            .replace('\u2018', '\'')
            .replaceAll("[\"\u201c\u201d]", " ")
            .replace("\u2026", "...");
    List<String> tokens = new ArrayList<>();
    SPACE.splitAsStream(plain).forEach(piece -> split(piece, tokens));
    return tokens;
  }

  /** A word, and the marks around it each for itself. */
  private static void split(String piece, List<String> tokens) {
    int from = 0;
    while (from < piece.length() && AROUND_A_WORD.indexOf(piece.charAt(from)) >= 0) {
      tokens.add(piece.substring(from, ++from));
    }
    Deque<String> behind = new ArrayDeque<>();
    int to = piece.length();
    while (to > from && (BEHIND_A_WORD + AROUND_A_WORD).indexOf(piece.charAt(to - 1)) >= 0) {
      String mark = piece.substring(to - 1, to--);
      behind.push(mark.equals("!") ? SENTENCE_END : mark);
    }
    if (to > from) {
      tokens.add(piece.substring(from, to));
    }
    tokens.addAll(behind);
  }

  /** {@code The} is {@code the} where a sentence begins; {@code NASA} stays. */
  private static String withoutCapital(String word) {
    return word.substring(1).chars().anyMatch(Character::isUpperCase)
        ? word
        : word.toLowerCase(Locale.ROOT);
  }

  /** Before a small word that is not counted; "the Who" and "vitamin a" keep theirs. */
  private static boolean isPlainArticle(String token, String next) {
    return ARTICLES.contains(token)
        && !next.isEmpty()
        && Character.isLowerCase(next.charAt(0))
        && !KEEP_ARTICLE.contains(next)
        && !NUMBERS.containsKey(next);
  }

  private static List<String> longForm(String word) {
    List<String> whole = LONG_FORMS.get(word);
    if (whole != null) {
      return whole;
    }
    for (Map.Entry<String, String> ending : ENDINGS.entrySet()) {
      if (word.endsWith(ending.getKey()) && word.length() > ending.getKey().length()) {
        return List.of(
            word.substring(0, word.length() - ending.getKey().length()), ending.getValue());
      }
    }
    return List.of(NUMBERS.getOrDefault(word, word));
  }
}
