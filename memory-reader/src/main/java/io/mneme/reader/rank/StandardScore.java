package io.mneme.reader.rank;

/**
 * Scores of different kinds made comparable: distance from the mean in standard deviations.
 *
 * @param mean of the known scores
 * @param deviation of the known scores
 */
record StandardScore(double mean, double deviation) {

  /** Of all of these scores; {@link Float#NaN} is not known. */
  static StandardScore among(float[] scores) {
    double sum = 0;
    int known = 0;
    for (float score : scores) {
      if (!Float.isNaN(score)) {
        sum += score;
        known++;
      }
    }
    double mean = known == 0 ? 0 : sum / known;
    double squares = 0;
    for (float score : scores) {
      if (!Float.isNaN(score)) {
        squares += (score - mean) * (score - mean);
      }
    }
    return new StandardScore(mean, known == 0 ? 0 : Math.sqrt(squares / known));
  }

  /** Of the scores in these slots. */
  static StandardScore among(float[] scores, int[] slots) {
    float[] chosen = new float[slots.length];
    for (int i = 0; i < slots.length; i++) {
      chosen[i] = scores[slots[i]];
    }
    return among(chosen);
  }

  /** 0, the mean, where nothing is known or all are equal. */
  double of(float score) {
    return Float.isNaN(score) || deviation == 0 ? 0 : (score - mean) / deviation;
  }
}
