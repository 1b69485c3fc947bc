package io.mneme.reader.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.mneme.reader.rank.RankWeights;

/**
 * What each source of the ranking counts for; 0 leaves it out. The sources are those of {@link
 * RankWeights}.
 */
@ConfigurationProperties("mneme.ranking")
public record RankingConfig(
    double vector, double words, double speaker, double time, double date, double asking) {

  public RankingConfig {
    try {
      var _ = new RankWeights(vector, words, speaker, time, date, asking);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("mneme.ranking: " + e.getMessage(), e);
    }
  }

  /** What the ranker reads of it. */
  public RankWeights weights() {
    return new RankWeights(vector, words, speaker, time, date, asking);
  }
}
