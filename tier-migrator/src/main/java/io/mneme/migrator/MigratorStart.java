package io.mneme.migrator;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.mneme.migrator.job.TierJob;
import io.mneme.platform.kafka.ConsumerLoop;
import jakarta.inject.Singleton;

/**
 * Starts the work once HTTP answers, so that whoever waits for the service can ask it how it is.
 */
@Singleton
final class MigratorStart implements ApplicationEventListener<ServerStartupEvent> {
  private final BeanProvider<TierJob> job;
  private final BeanProvider<ConsumerLoop> mover;
  private final BeanProvider<TierHoldings> holdings;
  private final BeanProvider<StoreUpkeep> upkeep;
  private final TierConfig config;
  private final UpkeepConfig upkeepConfig;

  MigratorStart(
      BeanProvider<TierJob> job,
      BeanProvider<ConsumerLoop> mover,
      BeanProvider<TierHoldings> holdings,
      BeanProvider<StoreUpkeep> upkeep,
      TierConfig config,
      UpkeepConfig upkeepConfig) {
    this.job = job;
    this.mover = mover;
    this.holdings = holdings;
    this.upkeep = upkeep;
    this.config = config;
    this.upkeepConfig = upkeepConfig;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    job.get().start();
    mover.get().start();
    holdings.get().start(config.holdingsEvery());
    upkeep.get().start(upkeepConfig.every());
  }
}
