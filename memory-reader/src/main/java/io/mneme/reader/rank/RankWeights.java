package io.mneme.reader.rank;

/** What each source counts for in the sum; 0 leaves it out. */
public record RankWeights(double vector, double words) {
  public static final RankWeights STANDARD = new RankWeights(1, 0.7);
}
