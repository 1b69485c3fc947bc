package io.mneme.reader.database;

import io.mneme.platform.Outage;
import io.mneme.reader.guard.Guarded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again how far the primary's log is and how far each replica has come in it, each
 * on a thread of its own: one that hangs hides nothing about the others. While the primary does not
 * say, no replica is known to be any newer than before.
 */
public final class ReplicaWatch implements AutoCloseable {
  /** So that a replica's lag is known to a small part of the bound. */
  private static final int LOOKS_A_BOUND = 10;

  private static final Logger LOG = LoggerFactory.getLogger(ReplicaWatch.class);

  private final InstantSource clock;
  private final Duration between;
  private final WrittenLog log = new WrittenLog();
  private final List<Thread> watching = new ArrayList<>();

  public ReplicaWatch(Duration lagMax, InstantSource clock) {
    this.between = lagMax.dividedBy(LOOKS_A_BOUND);
    this.clock = clock;
  }

  /**
   * Begins to look; without replicas there is nothing to look at.
   *
   * @param written how far the primary's log is on disk
   */
  public ReplicaWatch start(Guarded<LongSupplier> written, List<Follower> followers) {
    if (!followers.isEmpty()) {
      watch("primary", () -> look(written));
      followers.forEach(one -> watch(one.name(), () -> one.look(log)));
    }
    return this;
  }

  private void look(Guarded<LongSupplier> written) {
    Instant asked = clock.instant();
    try {
      log.saw(asked, written.ask(LongSupplier::getAsLong));
    } catch (Outage e) {
      LOG.debug("the primary does not say how far its log is", e);
    }
  }

  private void watch(String name, Runnable look) {
    watching.add(Thread.ofVirtual().name("watch-" + name).start(() -> again(look)));
  }

  private void again(Runnable look) {
    while (true) {
      look.run();
      try {
        Thread.sleep(between);
      } catch (InterruptedException e) {
        return; // closed
      }
    }
  }

  @Override
  public void close() {
    watching.forEach(Thread::interrupt);
  }
}
