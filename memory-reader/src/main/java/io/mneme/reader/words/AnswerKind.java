package io.mneme.reader.words;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A kind of thing a question can want to know, and by which English words a text has one. */
public enum AnswerKind {
  /** When, and for how long. */
  TIME(1),

  /** How many, how much, how often. */
  NUMBER(2),

  /** Where. */
  PLACE(4),

  /** What a book, a film, a song is called. */
  TITLE(8);

  private static final Phrase ASKS_NUMBER =
      new Phrase(
          Map.of("how", "(?i) (?:many|much|old|often|long|far|big|tall)\\b"), Phrase.NO_NUMBER);

  private static final Phrase ASKS_PLACE =
      new Phrase(
          Map.of(
              "which what",
              "(?i) (?:city|country|state|place|location|area|cities"
                  + "|countries|states|places|locations|areas)\\b"),
          Phrase.NO_NUMBER);

  /** Elsewhere than at the beginning it asks for nothing: "the town where we met". */
  private static final Pattern WHERE = Pattern.compile("^\\W*where\\b", Pattern.CASE_INSENSITIVE);

  private static final Phrase ASKS_TITLE =
      new Phrase(
          Map.of(
              "book books movie movies film films song songs game games band bands show shows"
                  + " series title titled called name named",
              Phrase.NOTHING),
          Phrase.NO_NUMBER);

  private static final Phrase NUMBERS =
      new Phrase(
          Map.of(
              "one two three four five six seven eight nine ten eleven twelve dozen couple few"
                  + " several once twice first second third half",
              Phrase.NOTHING),
          "\\d+\\b");

  /** A place has a name and a preposition before it, which does not begin a sentence. */
  private static final Phrase PLACES =
      new Phrase(
          Map.of(
              "in at to from near around",
              "(?<=\\b(?:in|at|to|from|near|around))(?: the)? \\p{Lu}"),
          Phrase.NO_NUMBER);

  /** People put titles in quotes. */
  private static final String QUOTES = "\"\u201c";

  private final int bit;

  AnswerKind(int bit) {
    this.bit = bit;
  }

  /** Its own bit in a set of them. */
  public int bit() {
    return bit;
  }

  /** What a question wants to know. */
  public static Set<AnswerKind> asked(String question) {
    return those(kind -> kind.isAsked(question));
  }

  /** What a text could answer. */
  public static Set<AnswerKind> told(String text) {
    return those(kind -> kind.isTold(text));
  }

  private boolean isAsked(String question) {
    return switch (this) {
      case TIME -> TimeWords.ASKS.isIn(question);
      case NUMBER -> ASKS_NUMBER.isIn(question);
      case PLACE -> ASKS_PLACE.isIn(question) || WHERE.matcher(question).find();
      case TITLE -> ASKS_TITLE.isIn(question);
    };
  }

  private boolean isTold(String text) {
    return switch (this) {
      case TIME -> TimeWords.TELLS.isIn(text);
      case NUMBER -> NUMBERS.isIn(text);
      case PLACE -> PLACES.isIn(text);
      case TITLE -> QUOTES.chars().anyMatch(quote -> beginsName(text, quote));
    };
  }

  /** Whether a capital letter follows such a quote. */
  private static boolean beginsName(String text, int quote) {
    int at = text.indexOf(quote);
    while (at >= 0 && at + 1 < text.length()) {
      if (Character.getType(text.codePointAt(at + 1)) == Character.UPPERCASE_LETTER) {
        return true;
      }
      at = text.indexOf(quote, at + 1);
    }
    return false;
  }

  private static Set<AnswerKind> those(Predicate<AnswerKind> wanted) {
    Set<AnswerKind> kinds = EnumSet.allOf(AnswerKind.class);
    kinds.removeIf(wanted.negate());
    return Collections.unmodifiableSet(kinds);
  }
}
