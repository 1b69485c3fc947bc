package io.mneme.migrator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.tier.TierHistory;
import io.mneme.storage.tier.TierStore;
import io.mneme.storage.tier.TierStore.Holding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much lies in each tier, looked up now and then: a scrape must not count tables. Once an hour
 * what each tenant holds is noted, for whoever wants to see how it grew.
 */
final class TierHoldings implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TierHoldings.class);

  private final TierStore store;
  private final TierHistory history;
  private final InstantSource clock;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("holdings").factory());
  private volatile Map<Tier, Holding> holdings = Map.of();
  private Instant noted = Instant.EPOCH;

  TierHoldings(TierStore store, TierHistory history, InstantSource clock, MeterRegistry meters) {
    this.store = store;
    this.history = history;
    this.clock = clock;
    for (Tier tier : Tier.values()) {
      String name = tier.name().toLowerCase(Locale.ROOT);
      Gauge.builder("mneme.tier.memories", this, known -> known.of(tier).memories())
          .description("memories in the tier")
          .tag("tier", name)
          .register(meters);
      Gauge.builder("mneme.tier.bytes", this, known -> known.of(tier).bytes())
          .description("bytes in the tier")
          .tag("tier", name)
          .register(meters);
    }
  }

  TierHoldings start(Duration every) {
    var _ = looks.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  private Holding of(Tier tier) {
    return holdings.getOrDefault(tier, new Holding(0, 0));
  }

  private void look() {
    try {
      holdings = store.holdings();
      note(clock.instant().truncatedTo(ChronoUnit.HOURS));
    } catch (StoreUnavailable down) {
      LOG.warn("the tiers were not counted: {}", down.getMessage());
    } catch (RuntimeException fault) {
      // one that left here would end the looks for the life of the process
      LOG.error("the tiers were not counted; it will be tried again", fault);
    }
  }

  /** The first look of an hour is what is remembered of it. */
  private void note(Instant hour) {
    if (hour.isAfter(noted)) {
      history.note(hour);
      noted = hour;
    }
  }

  @Override
  public void close() {
    looks.shutdownNow();
  }
}
