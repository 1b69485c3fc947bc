package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.reader.rank.RankWeights;

/**
 * What each source of the ranking counts for; 0 leaves it out.
 *
 * @param vector nearness in meaning, in standard deviations
 * @param words the same words, in standard deviations
 */
@ConfigurationProperties("mneme.ranking")
public record RankingConfig(double vector, double words) {

  public RankingConfig {
    if (vector < 0 || words < 0 || vector + words == 0) {
      throw new IllegalArgumentException(
          "mneme.ranking.vector and .words must not be negative, nor both be 0");
    }
  }

  /** What the ranker reads of it. */
  public RankWeights weights() {
    return new RankWeights(vector, words);
  }
}
