package io.mneme.writer;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.mneme.platform.kafka.ConsumerLoop;
import io.mneme.writer.bulk.BulkFeeder;
import io.mneme.writer.consolidation.ConsolidationRounds;
import jakarta.inject.Singleton;

/** Begins to read once the server answers, so that a slow start can be watched. */
@Singleton
final class WriterStart implements ApplicationEventListener<ServerStartupEvent> {
  private final BeanProvider<ConsumerLoop> loop;
  private final BeanProvider<BulkFeeder> feeder;
  private final BeanProvider<ConsolidationRounds> consolidation;

  WriterStart(
      BeanProvider<ConsumerLoop> loop,
      BeanProvider<BulkFeeder> feeder,
      BeanProvider<ConsolidationRounds> consolidation) {
    this.loop = loop;
    this.feeder = feeder;
    this.consolidation = consolidation;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    loop.get().start();
    feeder.get().start();
    consolidation.get().start();
  }
}
