package io.mneme.reader.rank;

import java.util.stream.IntStream;

/**
 * Scores of different kinds made comparable: distance from the mean in standard deviations.
 *
 * @param mean of the known scores
 * @param deviation of the known scores
 */
record StandardScore(double mean, double deviation) {

  /** Of all of these scores; {@link Float#NaN} is not known. */
  static StandardScore among(float[] scores) {
    return among(scores, IntStream.range(0, scores.length).toArray());
  }

  /** Of the scores in these slots; {@link Float#NaN} is not known. */
  static StandardScore among(float[] scores, int[] slots) {
    double sum = 0;
    int known = 0;
    for (int slot : slots) {
      if (!Float.isNaN(scores[slot])) {
        sum += scores[slot];
        known++;
      }
    }
    double mean = known == 0 ? 0 : sum / known;
    double squares = 0;
    for (int slot : slots) {
      if (!Float.isNaN(scores[slot])) {
        squares += (scores[slot] - mean) * (scores[slot] - mean);
      }
    }
    return new StandardScore(mean, known == 0 ? 0 : Math.sqrt(squares / known));
  }

  /** 0, the mean, where nothing is known or all are equal. */
  double of(float score) {
    return Float.isNaN(score) || deviation == 0 ? 0 : (score - mean) / deviation;
  }
}
