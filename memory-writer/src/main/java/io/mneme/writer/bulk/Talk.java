package io.mneme.writer.bulk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether anybody but us has written to the log of late. Nobody has to tell: what it grew by and we
 * did not feed is somebody's. Another feeder is somebody too.
 */
final class Talk {
  private static final long NEVER_LOOKED = -1;

  private final InstantSource clock;
  private final Duration quietAfter;
  private long expected = NEVER_LOOKED;
  private Instant heardAt = Instant.MIN;

  /**
   * None heard so far.
   *
   * @param quietAfter how long after the last of others' records they count as silent
   */
  Talk(InstantSource clock, Duration quietAfter) {
    this.clock = clock;
    this.quietAfter = quietAfter;
  }

  /** Looks: so many records were ever written. */
  void look(long written) {
    if (expected != NEVER_LOOKED && written > expected) {
      heardAt = clock.instant();
    }
    expected = written;
  }

  /** One of them will be ours. */
  void fed() {
    expected++;
  }

  boolean isHeard() {
    return clock.instant().isBefore(heardAt.plus(quietAfter));
  }
}
