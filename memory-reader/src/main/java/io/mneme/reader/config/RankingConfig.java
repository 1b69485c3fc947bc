package io.mneme.reader.config;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.mneme.reader.rank.RankWeights;

/**
 * What each source of the ranking counts for; 0 leaves it out. The sources are those of {@link
 * RankWeights}; there is one set for models that tell the meaning of single words, and one for
 * those that do not.
 *
 * @param name {@link #WORD_BY_WORD} or {@link #AS_A_WHOLE}
 */
@EachProperty("mneme.ranking")
public record RankingConfig(
    @Parameter String name,
    double meaning,
    double words,
    double speaker,
    double kind,
    double date,
    double asking,
    double answers,
    double session,
    double gist) {
  public static final String WORD_BY_WORD = "word-by-word";
  public static final String AS_A_WHOLE = "as-a-whole";

  public RankingConfig {
    if (!name.equals(WORD_BY_WORD) && !name.equals(AS_A_WHOLE)) {
      throw new IllegalArgumentException(
          "mneme.ranking.%s is not known; known are %s and %s"
              .formatted(name, WORD_BY_WORD, AS_A_WHOLE));
    }
    try {
      var _ = new RankWeights(meaning, words, speaker, kind, date, asking, answers, session, gist);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("mneme.ranking." + name + ": " + e.getMessage(), e);
    }
  }

  /** What the ranker reads of it. */
  public RankWeights weights() {
    return new RankWeights(meaning, words, speaker, kind, date, asking, answers, session, gist);
  }
}
