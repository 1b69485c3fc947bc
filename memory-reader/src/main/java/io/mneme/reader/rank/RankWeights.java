package io.mneme.reader.rank;

/**
 * What each source counts for in the sum; 0 leaves it out. Of meaning, words and session a standard
 * deviation counts as much as a rule that applies.
 *
 * @param meaning nearness in meaning, word by word where the model gives that, else of the whole
 * @param words the same words, in the turn or around it
 * @param speaker the question names who said it, or somebody else
 * @param kind the question asks for a time, a number, a place or a title, and the text has one
 * @param date the question names the day it was said
 * @param asking the text is a question itself (counts against it)
 * @param answers the turn before asked something like it
 * @param session the conversation has other near memories
 */
public record RankWeights(
    double meaning,
    double words,
    double speaker,
    double kind,
    double date,
    double asking,
    double answers,
    double session) {
  /**
   * For models that tell the meaning of single words. Measured on chat conversations; the rules say
   * nothing about any person, subject or wording.
   */
  public static final RankWeights WORD_BY_WORD =
      new RankWeights(1, 0.2, 0.8, 1.25, 2.5, 0.4, 0.3, 0.45);

  /** For models that give one vector for the whole; measured likewise. */
  public static final RankWeights AS_A_WHOLE = new RankWeights(1, 0.7, 0.75, 1, 3, 0.75, 0, 0);

  public RankWeights {
    if (meaning < 0 || words < 0 || meaning + words == 0) {
      throw new IllegalArgumentException("meaning and words must not be negative, nor both be 0");
    }
    if (speaker < 0 || kind < 0 || date < 0 || asking < 0 || answers < 0 || session < 0) {
      throw new IllegalArgumentException("a rule's weight must not be negative");
    }
  }
}
