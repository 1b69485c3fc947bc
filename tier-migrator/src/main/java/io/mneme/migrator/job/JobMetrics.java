package io.mneme.migrator.job;

import io.mneme.schemas.tier.TierMove;

/** What the job tells about itself while it works. */
public interface JobMetrics {

  /** Runs a pass and measures how long it took. */
  void timed(Runnable pass);

  /** A pass of a partition ended; this many memories wait in its due index, about. */
  void passed(int partition, long waiting);

  /** Another process has this partition now. */
  void left(int partition);

  /** A move was decided. */
  void decided(TierMove move);
}
