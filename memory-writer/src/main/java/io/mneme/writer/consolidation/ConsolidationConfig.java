package io.mneme.writer.consolidation;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * What counts as the same, and when a running writer looks for it.
 *
 * @param enabled whether anything may be consolidated; a dry run may always look
 * @param similarityMin the least cosine of the vectors of two memories of one wording
 * @param subjectMemoriesMax the most facts of a subject that are looked at, the newest
 * @param background whether running writers look by themselves
 * @param every from the end of one round of a writer to its next
 * @param after how long after a new fact its subject is looked through
 * @param subjectsMax the most subjects of one round
 */
@ConfigurationProperties("mneme.consolidation")
public record ConsolidationConfig(
    boolean enabled,
    double similarityMin,
    int subjectMemoriesMax,
    boolean background,
    Duration every,
    Duration after,
    int subjectsMax) {

  public ConsolidationConfig {
    require(similarityMin > 0 && similarityMin <= 1, "similarity-min must be above 0, at most 1");
    require(subjectMemoriesMax >= 2, "subject-memories-max must be at least 2");
    require(every.isPositive(), "every must be longer than nothing");
    require(!after.isNegative(), "after must not be negative");
    require(subjectsMax >= 1, "subjects-max must be at least 1");
  }

  /** Whether running writers look by themselves, and may act on what they find. */
  boolean runs() {
    return enabled && background;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("mneme.consolidation." + otherwise);
    }
  }
}
