package io.mneme.reader.rank;

import io.mneme.reader.pack.Nearness;
import io.mneme.reader.pack.SubjectPack;
import org.jspecify.annotations.Nullable;

/**
 * One question before one pack: what several sources look at is worked out once. Used by one
 * thread.
 */
final class Evidence {
  private final FirstLook look;
  private final int[] candidates;
  private final @Nullable Nearness nearness;

  /**
   * @param candidates slots that may be answered with, ascending
   */
  Evidence(FirstLook look, int[] candidates) {
    this.look = look;
    this.candidates = candidates;
    this.nearness =
        look.question().hasTokens() && look.pack().hasTokens()
            ? look.pack().nearness(look.question().tokens(), candidates)
            : null;
  }

  Question question() {
    return look.question();
  }

  SubjectPack pack() {
    return look.pack();
  }

  /** What words and vectors say of every slot. */
  FirstLook firstLook() {
    return look;
  }

  int[] candidates() {
    return candidates;
  }

  /** Whether every memory is a candidate, so that its place among them is its slot. */
  boolean isOfAll() {
    return candidates.length == pack().size();
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
