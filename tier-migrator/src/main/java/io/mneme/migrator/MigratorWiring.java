package io.mneme.migrator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.mneme.migrator.job.MeteredJob;
import io.mneme.migrator.job.TierJob;
import io.mneme.migrator.job.TierJobTopology;
import io.mneme.migrator.move.KafkaChangeLog;
import io.mneme.migrator.move.MoveReader;
import io.mneme.migrator.move.MoverMetrics;
import io.mneme.migrator.move.TierMover;
import io.mneme.platform.Component;
import io.mneme.platform.Failpoints;
import io.mneme.platform.KafkaConfig;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.ConsumerLoop;
import io.mneme.platform.kafka.ConsumerLoopConfig;
import io.mneme.platform.kafka.DeadLetters;
import io.mneme.platform.kafka.KafkaCheck;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.RetrySchedule;
import io.mneme.platform.kafka.StartingPoints;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresTierHistory;
import io.mneme.storage.postgres.PostgresTierStore;
import io.mneme.storage.postgres.PostgresUpkeep;
import io.mneme.storage.tier.TierStore;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;

/** Builds every object of the tier-migrator: the job that decides, the mover that carries out. */
@Factory
final class MigratorWiring {
  static final String GROUP = "mneme-migrator";

  @Singleton
  @Bean(preDestroy = "close")
  RecordPublisher publisher(KafkaConfig kafka) {
    return new RecordPublisher(PublisherConfig.of(kafka.bootstrap()));
  }

  @Singleton
  DeadLetters deadLetters(RecordPublisher publisher, Surroundings surroundings) {
    return new DeadLetters(publisher, MigratorMain.SERVICE, surroundings.clock());
  }

  @Singleton
  @Bean(preDestroy = "close")
  TierJob job(
      KafkaConfig kafka,
      StreamsSettings streams,
      TierConfig tiers,
      DeadLetters deadLetters,
      Surroundings surroundings) {
    MeteredJob metrics = new MeteredJob(surroundings.meters());
    return new TierJob(
        streams.job(kafka.bootstrap()),
        config -> new TierJobTopology(config, tiers.policies(), tiers.pass(), metrics).get(),
        deadLetters,
        RetrySchedule.DEFAULT,
        surroundings);
  }

  @Singleton
  @Bean(preDestroy = "close")
  PostgresPool postgres(StoreSettings.Postgres settings) {
    return PostgresPool.open(settings.pool());
  }

  @Singleton
  @Bean(preDestroy = "close")
  ObjectStore objects(StoreSettings.Objects objects, StoreSettings.S3 s3) {
    return objects.open(s3);
  }

  @Singleton
  TierStore store(PostgresPool postgres, ObjectStore objects) {
    return new PostgresTierStore(postgres, objects);
  }

  @Singleton
  TierMover mover(
      TierStore store,
      RecordPublisher publisher,
      DeadLetters deadLetters,
      TierConfig tiers,
      MoverSurroundings around) {
    return new TierMover(
        new MoveReader(deadLetters, tiers.moveBatchMax()),
        store,
        new KafkaChangeLog(publisher, new SubjectPartitions(publisher)),
        new MoverMetrics(around.meters()),
        step -> around.failpoints().reach(step.failpoint()));
  }

  @Singleton
  @Bean(preDestroy = "close")
  ConsumerLoop loop(
      KafkaConfig kafka, TierConfig tiers, TierMover mover, Surroundings surroundings) {
    return new ConsumerLoop(
        ConsumerLoopConfig.of(GROUP, List.of(Topics.TIER_MOVES), kafka.bootstrap())
            .withBatchRecordsMax(tiers.moveBatchMax()),
        mover,
        StartingPoints.COMMITTED,
        surroundings);
  }

  @Singleton
  @Bean(preDestroy = "close")
  TierHoldings holdings(TierStore store, PostgresPool postgres, Surroundings surroundings) {
    return new TierHoldings(
        store, new PostgresTierHistory(postgres), surroundings.clock(), surroundings.meters());
  }

  @Singleton
  @Bean(preDestroy = "close")
  StoreUpkeep upkeep(
      PostgresPool postgres, ObjectStore objects, UpkeepConfig config, Surroundings surroundings) {
    return new StoreUpkeep(
        new PostgresUpkeep(postgres, objects, config.waits()), surroundings.clock());
  }

  @Singleton
  MoverSurroundings moverSurroundings(MeterRegistry meters, Failpoints failpoints) {
    return new MoverSurroundings(meters, failpoints);
  }

  @Singleton
  @Bean(preDestroy = "close")
  KafkaCheck kafkaCheck(KafkaConfig kafka) {
    return new KafkaCheck(kafka.bootstrap());
  }

  @Singleton
  @Named("postgres")
  Component postgresCheck(PostgresPool postgres) {
    return Dependency.needed("postgres", postgres::ping);
  }

  @Singleton
  @Named("objects")
  Component objectsCheck(ObjectStore objects) {
    return Dependency.useful("objects", () -> objects.exists("health"));
  }

  /** What the mover takes from the process. */
  record MoverSurroundings(MeterRegistry meters, Failpoints failpoints) {}
}
