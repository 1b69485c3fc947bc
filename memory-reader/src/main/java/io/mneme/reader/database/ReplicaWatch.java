package io.mneme.reader.database;

import io.mneme.platform.Outage;
import io.mneme.reader.guard.Guarded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again how far the primary's log is and how far each replica has come in it.
 * While the primary does not say, no replica is known to be any newer than before.
 */
public final class ReplicaWatch implements AutoCloseable {
  /** So that a replica's lag is known to a small part of the bound. */
  private static final int LOOKS_A_BOUND = 10;

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaWatch.class);

  private final Guarded<LongSupplier> written;
  private final List<Follower> followers;
  private final InstantSource clock;
  private final Duration between;
  private final WrittenLog log = new WrittenLog();
  private final List<Thread> watching;

  /**
   * @param written how far the primary's log is on disk
   */
  public ReplicaWatch(
      Guarded<LongSupplier> written,
      List<Follower> followers,
      Duration lagMax,
      InstantSource clock) {
    this.written = written;
    this.followers = followers;
    this.clock = clock;
    this.between = lagMax.dividedBy(LOOKS_A_BOUND);
    this.watching = List.of();
  }

  void look() {
    Instant asked = clock.instant();
    try {
      log.saw(asked, written.ask(LongSupplier::getAsLong));
    } catch (Outage e) {
      LOG.debug("the primary does not say how far its log is", e);
    }
    followers.forEach(follower -> follower.look(log));
  }
}
