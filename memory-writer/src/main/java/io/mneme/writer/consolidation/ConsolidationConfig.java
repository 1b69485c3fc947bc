package io.mneme.writer.consolidation;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * What counts as the same.
 *
 * @param enabled whether anything may be consolidated; a dry run may always look
 * @param similarityMin the least cosine of the vectors of two memories of one wording
 * @param subjectMemoriesMax the most facts of a subject that are looked at, the newest
 */
@ConfigurationProperties("mneme.consolidation")
public record ConsolidationConfig(boolean enabled, double similarityMin, int subjectMemoriesMax) {

  public ConsolidationConfig {
    if (similarityMin <= 0 || similarityMin > 1) {
      throw new IllegalArgumentException(
          "mneme.consolidation.similarity-min must be above 0 and at most 1");
    }
    if (subjectMemoriesMax < 2) {
      throw new IllegalArgumentException(
          "mneme.consolidation.subject-memories-max must be at least 2");
    }
  }
}
