package io.mneme.writer;

import java.util.Locale;

/**
 * The places between two steps of the writer where a death must be harmless. Their names in {@code
 * MNEME_FAILPOINT} are in lower case with dashes, for example {@code after-commit}.
 */
public enum Step {
  AFTER_POLL,
  AFTER_DECIDE,
  AFTER_EMBED,
  BEFORE_COMMIT,
  AFTER_COMMIT,
  AFTER_REDIS,
  AFTER_CHANGES,
  AFTER_SETTLE,
  BEFORE_OFFSET_COMMIT;

  /** The name a failpoint has. */
  public String failpoint() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Told of every step reached; a test may let the process die in it. */
  interface Witness {
    void reached(Step step);
  }
}
