package io.mneme.reader.rank;

import io.mneme.reader.pack.Nearness;
import io.mneme.reader.pack.SubjectPack;
import org.jspecify.annotations.Nullable;

/**
 * One question before one pack: what several sources look at is worked out once. Used by one
 * thread.
 */
final class Evidence {
  private final Question question;
  private final SubjectPack pack;
  private final int[] candidates;
  private final @Nullable Nearness nearness;

  /**
   * @param candidates slots that may be answered with, ascending
   */
  Evidence(Question question, SubjectPack pack, int[] candidates) {
    this.question = question;
    this.pack = pack;
    this.candidates = candidates;
    this.nearness =
        question.hasTokens() && pack.hasTokens()
            ? pack.nearness(question.tokens(), candidates)
            : null;
  }

  Question question() {
    return question;
  }

  SubjectPack pack() {
    return pack;
  }

  int[] candidates() {
    return candidates;
  }

  /** Word by word; null where question or pack give only one vector for the whole. */
  @Nullable Nearness nearness() {
    return nearness;
  }

  /** Where a score stands among those of the candidates. */
  StandardScore standard(float[] scores) {
    return StandardScore.among(scores, candidates);
  }
}
