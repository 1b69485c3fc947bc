package io.mneme.reader.rank;

/** Scores of different kinds made comparable: distance from the mean in standard deviations. */
final class StandardScore {

  private StandardScore() {}

  /**
   * Where a score is {@link Float#NaN} nothing is known, and the result is 0, the mean. All equal
   * scores are all 0.
   */
  static double[] of(float[] scores) {
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
    double deviation = known == 0 ? 0 : Math.sqrt(squares / known);
    double[] standard = new double[scores.length];
    for (int i = 0; i < standard.length; i++) {
      boolean tells = !Float.isNaN(scores[i]) && deviation > 0;
      standard[i] = tells ? (scores[i] - mean) / deviation : 0;
    }
    return standard;
  }
}
