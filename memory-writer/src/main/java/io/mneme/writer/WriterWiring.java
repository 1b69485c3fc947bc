package io.mneme.writer;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.mneme.embedding.EmbedderConfig;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.ModelShelf;
import io.mneme.platform.Component;
import io.mneme.platform.ConfigurationProblem;
import io.mneme.platform.Failpoints;
import io.mneme.platform.KafkaConfig;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.ConsumerLoop;
import io.mneme.platform.kafka.ConsumerLoopConfig;
import io.mneme.platform.kafka.DeadLetters;
import io.mneme.platform.kafka.KafkaCheck;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.kafka.SubjectPartitions;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.postgres.PostgresCandidates;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresUnconsolidated;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.redis.RedisCache;
import io.mneme.storage.write.Storable;
import io.mneme.storage.write.WriteStore;
import io.mneme.writer.Dependency.Need;
import io.mneme.writer.bulk.BulkFeeder;
import io.mneme.writer.bulk.FeederConfig;
import io.mneme.writer.config.EmbedderSettings;
import io.mneme.writer.config.ObjectSettings;
import io.mneme.writer.config.PostgresSettings;
import io.mneme.writer.config.RedisSettings;
import io.mneme.writer.config.S3Settings;
import io.mneme.writer.config.WriterConfig;
import io.mneme.writer.consolidation.ConsolidationConfig;
import io.mneme.writer.consolidation.ConsolidationRounds;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Builds every object of the writer. */
@Factory
final class WriterWiring {
  static final String GROUP = "mneme-writer";

  private static final String EMBED_AHEAD = "embed-ahead";

  @Singleton
  @Bean(preDestroy = "close")
  RecordPublisher publisher(KafkaConfig kafka) {
    return new RecordPublisher(PublisherConfig.of(kafka.bootstrap()));
  }

  @Singleton
  @Bean(preDestroy = "close")
  PostgresPool postgres(PostgresSettings settings) {
    return PostgresPool.open(settings.config());
  }

  @Singleton
  @Bean(preDestroy = "close")
  ObjectStore objects(ObjectSettings settings, S3Settings s3) {
    return settings.open(s3);
  }

  @Singleton
  @Bean(preDestroy = "close")
  RedisCache cache(RedisSettings settings) {
    return RedisCache.open(settings.config());
  }

  @Singleton
  WriteStore store(PostgresPool postgres, ObjectStore objects) {
    return new PostgresWriteStore(postgres, new ColdReader(objects));
  }

  @Singleton
  @Bean(preDestroy = "close")
  ModelShelf models(EmbedderSettings settings) {
    EmbedderConfig config = settings.config();
    if (config.dimensions() != Storable.DIMENSIONS) {
      throw new ConfigurationProblem(
          "the embedder has vectors of "
              + config.dimensions()
              + " dimensions (MNEME_EMBEDDER_DIMENSIONS), the schema keeps "
              + Storable.DIMENSIONS);
    }
    return new ModelShelf(config, embedder -> embedder);
  }

  @Singleton
  StoreModel model(ModelShelf models, WriteStore store) throws EmbedderUnavailable {
    return StoreModel.open(models, store);
  }

  /** One batch after the other is embedded ahead; each spreads over the model's own threads. */
  @Singleton
  @Named(EMBED_AHEAD)
  @Bean(preDestroy = "shutdownNow")
  ExecutorService embedAhead() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name(EMBED_AHEAD).factory());
  }

  @Singleton
  MemoryEmbedder memoryEmbedder(
      StoreModel model, WriteStore store, @Named(EMBED_AHEAD) ExecutorService beside) {
    return new MemoryEmbedder(model, store, beside);
  }

  @Singleton
  Surveillance surveillance(Surroundings surroundings, Failpoints failpoints) {
    return new Surveillance(
        new WriterMetrics(surroundings.meters(), surroundings.clock()),
        step -> failpoints.reach(step.failpoint()));
  }

  @Singleton
  Progress progress() {
    return new Progress();
  }

  @Singleton
  Isolation batches(
      WriteStore store,
      MemoryEmbedder embedder,
      RecordPublisher publisher,
      Progress progress,
      WriterSurroundings around) {
    DeadLetters deadLetters =
        new DeadLetters(publisher, WriterMain.SERVICE, around.world().clock());
    BatchWriter writer =
        new BatchWriter(
            store, embedder, new Burials(deadLetters::bury), progress, around.surveillance());
    return new Isolation(writer, Thread::sleep, around.world().random());
  }

  @Singleton
  Announcer announcer(
      WriteStore store, RedisCache cache, RecordPublisher publisher, WriterSurroundings around) {
    Surveillance surveillance = around.surveillance();
    return new Announcer(
        store,
        new RestingCache(cache, around.world().clock(), surveillance.metrics()),
        new KafkaChangeLog(publisher, new SubjectPartitions(publisher)),
        surveillance);
  }

  /** {@link WriterStart} starts it. */
  @Singleton
  @Bean(preDestroy = "close")
  ConsumerLoop loop(
      KafkaConfig kafka, WriterConfig config, Writer writer, Surroundings surroundings) {
    return new ConsumerLoop(
        ConsumerLoopConfig.of(GROUP, List.of(Topics.EVENTS), kafka.bootstrap())
            .withBatchRecordsMax(config.batchRecordsMax())
            .withTimeouts(config.pollMax(), config.sessionMax()),
        writer,
        writer,
        surroundings);
  }

  /** {@link WriterStart} starts it. */
  @Singleton
  @Bean(preDestroy = "close")
  BulkFeeder feeder(KafkaConfig kafka, FeederConfig config, WriteStore store, Surroundings world) {
    return new BulkFeeder(kafka.bootstrap(), store, config, world);
  }

  /** {@link WriterStart} starts it. */
  @Singleton
  @Bean(preDestroy = "close")
  ConsolidationRounds consolidation(
      PostgresPool postgres,
      ObjectStore objects,
      RecordPublisher publisher,
      ConsolidationConfig config,
      Surroundings world) {
    return ConsolidationRounds.of(
        new PostgresUnconsolidated(postgres),
        new PostgresCandidates(postgres, new ColdReader(objects)),
        publisher,
        config,
        world);
  }

  @Singleton
  Writer writer(
      WriteStore store,
      Progress progress,
      Isolation batches,
      Announcer announcer,
      WriterSurroundings around) {
    return new Writer(store, progress, batches, announcer, around.surveillance().steps());
  }

  @Singleton
  @Bean(preDestroy = "close")
  KafkaCheck kafkaCheck(KafkaConfig kafka) {
    return new KafkaCheck(kafka.bootstrap());
  }

  @Singleton
  @Named("postgres")
  Component postgresCheck(PostgresPool postgres) {
    return new Dependency("postgres", postgres::ping, Need.NEEDED);
  }

  @Singleton
  @Named("redis")
  Component redisCheck(RedisCache cache) {
    return new Dependency("redis", cache::ping, Need.USEFUL);
  }

  @Singleton
  WriterSurroundings around(Surroundings world, Surveillance surveillance) {
    return new WriterSurroundings(world, surveillance);
  }

  /** What the writer takes from the process, and who watches it. */
  record WriterSurroundings(Surroundings world, Surveillance surveillance) {}
}
