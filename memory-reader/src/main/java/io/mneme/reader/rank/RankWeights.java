package io.mneme.reader.rank;

/**
 * What each source counts for in the sum; 0 leaves it out. Of vector and words a standard deviation
 * counts as much as a rule that applies.
 *
 * @param vector nearness in meaning
 * @param words the same words, in the turn or around it
 * @param speaker the question names who said it, or somebody else
 * @param time the question asks when, and the text tells a time
 * @param date the question names the day it was said
 * @param asking the text is a question itself (counts against it)
 */
public record RankWeights(
    double vector, double words, double speaker, double time, double date, double asking) {
  /** Measured on chat conversations; the rules say nothing about any person, subject or wording. */
  public static final RankWeights STANDARD = new RankWeights(1, 0.7, 0.75, 1, 3, 0.75);

  public RankWeights {
    if (vector < 0 || words < 0 || vector + words == 0) {
      throw new IllegalArgumentException("vector and words must not be negative, nor both be 0");
    }
    if (speaker < 0 || time < 0 || date < 0 || asking < 0) {
      throw new IllegalArgumentException("a rule's weight must not be negative");
    }
  }
}
