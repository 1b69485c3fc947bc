package io.mneme.reader.words;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A kind of thing a question can want to know, and by which English words a text has one. */
public enum AnswerKind {
  /** When, and for how long. */
  TIME(1, TimeWords.ASKS, TimeWords.TELLS),

  /** How many, how much, how often. */
  NUMBER(
      2,
      Pattern.compile(
          "\\bhow (?:many|much|old|often|long|far|big|tall)\\b", Pattern.CASE_INSENSITIVE),
      Pattern.compile(
          "\\b(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|couple"
              + "|few|several|once|twice|first|second|third|half)\\b",
          Pattern.CASE_INSENSITIVE)),

  /** Where. A place has a name and a preposition before it. */
  PLACE(
      4,
      Pattern.compile(
          "^\\W*where\\b|\\b(?:which|what) (?:city|country|state|place|location|area|cities"
              + "|countries|states|places|locations|areas)\\b",
          Pattern.CASE_INSENSITIVE),
      Pattern.compile("\\b(?:in|at|to|from|near|around)(?: the)? \\p{Lu}", 0)),

  /** What a book, a film, a song is called. People put titles in quotes. */
  TITLE(
      8,
      Pattern.compile(
          "\\b(?:books?|movies?|films?|songs?|games?|bands?|shows?|series|titled?|called|named?)\\b",
          Pattern.CASE_INSENSITIVE),
      Pattern.compile("[\"\u201c]\\p{Lu}", 0));

  private final int bit;
  private final Pattern asks;
  private final Pattern tells;

  AnswerKind(int bit, Pattern asks, Pattern tells) {
    this.bit = bit;
    this.asks = asks;
    this.tells = tells;
  }

  /** Its own bit in a set of them. */
  public int bit() {
    return bit;
  }

  /** What a question wants to know. */
  public static Set<AnswerKind> asked(String question) {
    return those(kind -> kind.asks.matcher(question).find());
  }

  /** What a text could answer. */
  public static Set<AnswerKind> told(String text) {
    return those(kind -> kind.tells.matcher(text).find());
  }

  private static Set<AnswerKind> those(Predicate<AnswerKind> wanted) {
    Set<AnswerKind> kinds = EnumSet.allOf(AnswerKind.class);
    kinds.removeIf(wanted.negate());
    return Collections.unmodifiableSet(kinds);
  }
}
