package io.mneme.migrator.move;

import java.util.Locale;

/**
 * The places between two steps of the mover where a death must be harmless. Their names in {@code
 * MNEME_FAILPOINT} are in lower case with dashes, for example {@code after-move}.
 */
public enum Step {
  /** The store has moved the memories and nobody knows yet. */
  AFTER_MOVE,
  /** The changes are announced and the moves not committed. */
  AFTER_CHANGES;

  /** The name a failpoint has. */
  public String failpoint() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Told of every step reached; a test may let the process die in it. */
  @FunctionalInterface
  public interface Witness {
    void reached(Step step);
  }
}
