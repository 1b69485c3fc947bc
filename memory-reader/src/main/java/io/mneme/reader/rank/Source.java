package io.mneme.reader.rank;

import org.jspecify.annotations.Nullable;

/**
 * One reason for which a memory may matter. A further one is a further implementation in the
 * ranker's list.
 */
interface Source {

  /** Its name in every answer's {@code why}. */
  String name();

  /** How its scores enter the sum. */
  Scale scale();

  /**
   * A score for every slot, of which the candidates' count, higher is better, {@link Float#NaN}
   * where it knows nothing of a memory; null when it has nothing to say to this question.
   */
  float @Nullable [] score(Evidence evidence);

  /** How scores of different kinds are made comparable. */
  enum Scale {
    /** In standard deviations from the mean of the candidates. */
    STANDARD_SCORE,
    /** As they are: a rule's -1, 0 or 1. */
    AS_IS
  }
}
