package io.mneme.migrator;

import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.tier.Upkeep;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the store make room ahead, drop what has expired and clear the archive of what was forgotten,
 * now and then. Several migrators may do it at once.
 */
final class StoreUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreUpkeep.class);

  private final Upkeep upkeep;
  private final InstantSource clock;
  private final ScheduledExecutorService runs =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("upkeep").factory());

  StoreUpkeep(Upkeep upkeep, InstantSource clock) {
    this.upkeep = upkeep;
    this.clock = clock;
  }

  StoreUpkeep start(Duration every) {
    var _ = runs.scheduleWithFixedDelay(this::run, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /** An exception that left here would end the schedule for the life of the process. */
  private void run() {
    try {
      Upkeep.Done done = upkeep.run(clock.instant());
      LOG.info("upkeep: {}", done);
    } catch (StoreUnavailable down) {
      LOG.warn("upkeep has to wait: {}", down.getMessage());
    } catch (RuntimeException fault) {
      LOG.error("upkeep failed; it will be tried again", fault);
    }
  }

  @Override
  public void close() {
    runs.shutdownNow();
  }
}
