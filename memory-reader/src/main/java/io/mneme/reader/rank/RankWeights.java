package io.mneme.reader.rank;

/**
 * What each source counts for in the sum; 0 leaves it out. Of meaning, words, session and gist a
 * standard deviation counts as much as a rule that applies.
 *
 * @param meaning nearness in meaning, word by word where the model gives that, else of the whole
 * @param words the same words, in the turn or around it
 * @param speaker the question names who said it, or somebody else
 * @param kind the question asks for a time, a number, a place or a title, and the text has one
 * @param date the question names the day it was said
 * @param asking the text is a question itself (counts against it)
 * @param answers the turn before asked something like it
 * @param session the conversation has other near memories
 * @param gist nearness of the whole, beside that of the single words
 */
public record RankWeights(
    double meaning,
    double words,
    double speaker,
    double kind,
    double date,
    double asking,
    double answers,
    double session,
    double gist) {
  /**
   * For models that tell the meaning of single words. Measured on chat conversations; the rules say
   * nothing about any person, subject or wording.
   */
  public static final RankWeights WORD_BY_WORD =
      new RankWeights(1, 0.15, 0.7, 1.4, 3, 0.4, 0.2, 0.4, 0.2);

  /** For models that give one vector for the whole; measured likewise. */
  public static final RankWeights AS_A_WHOLE = new RankWeights(1, 0.7, 0.75, 1, 3, 0.75, 0, 0, 0);

  public RankWeights {
    if (meaning < 0 || words < 0 || meaning + words == 0) {
      throw new IllegalArgumentException("meaning and words must not be negative, nor both be 0");
    }
    if (speaker < 0 || kind < 0 || date < 0 || asking < 0 || answers < 0) {
      throw new IllegalArgumentException("a rule's weight must not be negative");
    }
    if (session < 0 || gist < 0) {
      throw new IllegalArgumentException("session and gist must not be negative");
    }
  }
}
