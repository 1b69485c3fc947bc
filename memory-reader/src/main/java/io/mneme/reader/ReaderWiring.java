package io.mneme.reader;

import io.micrometer.core.instrument.FunctionCounter;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.mneme.embedding.CachingEmbedder;
import io.mneme.embedding.EmbedderConfig;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.ModelShelf;
import io.mneme.platform.Breaker;
import io.mneme.platform.ConfigurationProblem;
import io.mneme.platform.KafkaConfig;
import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.platform.http.ProblemMapping;
import io.mneme.platform.kafka.KafkaCheck;
import io.mneme.platform.kafka.LogTail;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.platform.keys.KeyDirectory;
import io.mneme.reader.config.BreakerSettings;
import io.mneme.reader.config.EmbedderSettings;
import io.mneme.reader.config.ObjectSettings;
import io.mneme.reader.config.PostgresSettings;
import io.mneme.reader.config.RankingConfig;
import io.mneme.reader.config.ReaderConfig;
import io.mneme.reader.config.RedisSettings;
import io.mneme.reader.config.ReplicaSettings;
import io.mneme.reader.config.S3Settings;
import io.mneme.reader.context.Contexts;
import io.mneme.reader.database.DatabaseMeters;
import io.mneme.reader.database.Databases;
import io.mneme.reader.database.Need;
import io.mneme.reader.database.ReplicaWatch;
import io.mneme.reader.guard.Guarded;
import io.mneme.reader.guard.StoreCheck;
import io.mneme.reader.http.Cursors;
import io.mneme.reader.http.ReaderProblems;
import io.mneme.reader.http.ReadyContexts;
import io.mneme.reader.pack.PackCache;
import io.mneme.reader.rank.Ranker;
import io.mneme.reader.recall.ComingModel;
import io.mneme.reader.recall.EmbedderCheck;
import io.mneme.reader.recall.FreshPacks;
import io.mneme.reader.recall.QuestionVectors;
import io.mneme.reader.recall.ReaderMeters;
import io.mneme.reader.recall.Reads;
import io.mneme.reader.recall.Recaller;
import io.mneme.reader.recall.TierTimes;
import io.mneme.reader.recall.WriterProgress;
import io.mneme.reader.served.RecallRecords;
import io.mneme.reader.tail.KafkaEventTail;
import io.mneme.reader.tail.Tails;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ColdWarmUp;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.cold.ObjectStores;
import io.mneme.storage.cold.S3Account;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresReadStore;
import io.mneme.storage.read.ReadCache;
import io.mneme.storage.read.ReadStore;
import io.mneme.storage.redis.RedisCache;
import io.mneme.storage.redis.RedisTracking;
import io.mneme.storage.write.Storable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds every object of the reader. */
@Factory
final class ReaderWiring {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderWiring.class);
  private static final String POSTGRES = "postgres";
  private static final String REDIS = "redis";
  private static final String EMBEDDING = "embedding";
  private static final int SECRET_BYTES = 32;

  /** It takes a second of a processor, which a process that starts has better use for. */
  private static final Duration WARM_UP_AFTER = Duration.ofSeconds(5);

  /** Nobody's answer waits longer for what is not derived yet. */
  private static final LogTail.Limits TAIL_LIMITS =
      new LogTail.Limits(1_000, 4 << 20, Duration.ofMillis(200));

  @Context
  @Bean(preDestroy = "close")
  KeyDirectory keys(KafkaConfig kafka) {
    return new KeyDirectory(kafka.bootstrap()).start();
  }

  @Singleton
  @Bean(preDestroy = "close")
  RecordPublisher publisher(KafkaConfig kafka) {
    return new RecordPublisher(PublisherConfig.of(kafka.bootstrap()));
  }

  @Singleton
  @Bean(preDestroy = "close")
  KafkaCheck kafkaCheck(KafkaConfig kafka) {
    return new KafkaCheck(kafka.bootstrap());
  }

  @Context
  @Bean(preDestroy = "close")
  RecallRecords recallRecords(
      ReaderConfig config, RecordPublisher publisher, Surroundings surroundings) {
    return new RecallRecords(config.recallRecordsMax(), publisher::send, surroundings).start();
  }

  @Singleton
  @Bean(preDestroy = "close")
  ModelShelf models(EmbedderSettings settings, ReaderConfig config) {
    EmbedderConfig model = settings.config();
    if (model.dimensions() != Storable.DIMENSIONS) {
      throw new ConfigurationProblem(
          "the embedder has vectors of "
              + model.dimensions()
              + " dimensions (MNEME_EMBEDDER_DIMENSIONS), the schema keeps "
              + Storable.DIMENSIONS);
    }
    return new ModelShelf(model, embedder -> new CachingEmbedder(embedder, config.questionsMax()));
  }

  /** Opens the store's model; the configured one where the store cannot say, or has none yet. */
  @Context
  QuestionVectors questions(
      ModelShelf models,
      Databases store,
      @Named(EMBEDDING) Breaker breaker,
      EmbedderSettings settings,
      ReaderConfig config)
      throws EmbedderUnavailable {
    String model;
    try {
      model =
          store
              .ask(new Need.Newest(), ReadStore::models)
              .value()
              .kept()
              .orElse(models.configured());
    } catch (Outage e) {
      LOG.warn("the store cannot be asked for its model yet", e);
      model = models.configured();
    }
    int waitingMax =
        switch (settings.config().choice()) {
          case HTTP -> config.questionsWaitingMax();
          case ONNX, STUB -> Integer.MAX_VALUE; // on our own cores nothing hangs
        };
    return new QuestionVectors(models::of, models.of(model), breaker, waitingMax);
  }

  @Context
  @Bean(preDestroy = "close")
  ComingModel comingModel(ModelShelf models, Guarded<ReadStore> store) {
    return new ComingModel(store, models::of).start();
  }

  @Singleton
  @Bean(preDestroy = "close")
  PostgresPool pool(PostgresSettings settings) {
    return PostgresPool.open(settings.config());
  }

  @Singleton
  @Bean(preDestroy = "close")
  ObjectStore objects(ObjectSettings objects, S3Settings s3) {
    return ObjectStores.open(
        objects.url(), S3Account.of(s3.endpoint(), s3.region(), s3.accessKey(), s3.secretKey()));
  }

  @Singleton
  @Named(POSTGRES)
  Breaker storeBreaker(BreakerSettings settings, Surroundings surroundings) {
    return new Breaker(settings.postgres(), surroundings);
  }

  @Singleton
  @Named(REDIS)
  Breaker redisBreaker(BreakerSettings settings, Surroundings surroundings) {
    return new Breaker(settings.redis(), surroundings);
  }

  @Singleton
  @Named(EMBEDDING)
  Breaker embedderBreaker(BreakerSettings settings, Surroundings surroundings) {
    return new Breaker(settings.embedder(), surroundings);
  }

  @Singleton
  ColdReader cold(ObjectStore objects, Surroundings surroundings) {
    ColdWarmUp.begin(objects, WARM_UP_AFTER);
    ColdReader cold = new ColdReader(objects);
    FunctionCounter.builder("mneme.cold.unreadable", cold, ColdReader::unreadable)
        .description("cold memories not answered because their object is lost or damaged")
        .register(surroundings.meters());
    return cold;
  }

  @Singleton
  PostgresReadStore primary(PostgresPool pool, ColdReader cold) {
    return new PostgresReadStore(pool, cold);
  }

  @Singleton
  Guarded<ReadStore> store(PostgresReadStore primary, @Named(POSTGRES) Breaker breaker) {
    return new Guarded<>(POSTGRES, primary, breaker);
  }

  @Singleton
  @Bean(preDestroy = "close")
  Replicas replicas(
      PostgresSettings postgres,
      ReplicaSettings settings,
      ColdReader cold,
      Surroundings surroundings) {
    return Replicas.open(settings.configs(postgres), cold, surroundings);
  }

  @Context
  @Bean(preDestroy = "close")
  ReplicaWatch replicaWatch(
      PostgresReadStore primary,
      @Named(POSTGRES) Breaker breaker,
      Replicas replicas,
      ReplicaSettings settings,
      Surroundings surroundings) {
    return new ReplicaWatch(settings.lagMax(), surroundings.clock())
        .start(new Guarded<>(POSTGRES, primary::written, breaker), replicas.followers());
  }

  @Singleton
  Databases databases(
      Guarded<ReadStore> primary,
      Replicas replicas,
      ReplicaSettings settings,
      Surroundings surroundings) {
    return new Databases(
        primary,
        replicas.followers(),
        settings.lagMax(),
        surroundings.clock(),
        new DatabaseMeters(surroundings.meters()));
  }

  @Singleton
  @Bean(preDestroy = "close")
  RedisCache redis(RedisSettings settings) {
    return RedisCache.open(settings.config());
  }

  @Singleton
  @Bean(preDestroy = "close")
  RedisTracking tracking(RedisSettings settings) {
    return RedisTracking.open(settings.config());
  }

  @Singleton
  Guarded<ReadCache> cache(RedisCache redis, @Named(REDIS) Breaker breaker) {
    return new Guarded<>(REDIS, redis, breaker);
  }

  @Singleton
  @Named(REDIS)
  StoreCheck redisCheck(RedisCache redis) {
    return new StoreCheck(
        REDIS,
        () -> {
          redis.ping();
          return Map.of();
        });
  }

  @Singleton
  @Named(POSTGRES)
  StoreCheck storeCheck(PostgresPool pool) {
    return new StoreCheck(
        POSTGRES,
        () -> {
          pool.ping();
          PostgresPool.PoolUse use = pool.use();
          return Map.of("active", use.active(), "idle", use.idle(), "waiting", use.waiting());
        });
  }

  @Singleton
  EmbedderCheck embedderCheck(QuestionVectors questions, @Named(EMBEDDING) Breaker breaker) {
    return new EmbedderCheck(questions, breaker);
  }

  @Singleton
  ReaderMeters meters(Surroundings surroundings) {
    return new ReaderMeters(surroundings.meters());
  }

  @Singleton
  TierTimes tierTimes(Surroundings surroundings) {
    return new TierTimes(surroundings.meters());
  }

  @Singleton
  PackCache packs(Databases store, ModelShelf models, ReaderConfig config, ReaderMeters meters) {
    PackCache packs = new PackCache(store, models.configured(), config.packs());
    meters.watch(packs);
    return packs;
  }

  @Singleton
  FreshPacks freshPacks(
      RedisTracking tracking,
      Guarded<ReadCache> cache,
      Databases store,
      PackCache packs,
      ReaderMeters meters) {
    return new FreshPacks(tracking, cache, store, packs, meters);
  }

  @Singleton
  Reads reads(
      FreshPacks packs,
      Guarded<ReadCache> cache,
      Databases store,
      ReaderConfig config,
      Surroundings surroundings) {
    WriterProgress progress = new WriterProgress(store, surroundings.clock(), config.waitMax());
    return new Reads(progress, packs, cache, store, surroundings.clock());
  }

  @Singleton
  Recaller recaller(Reads reads, QuestionVectors questions, Ranker ranker, ReaderMeters meters) {
    return new Recaller(reads, questions, ranker, meters);
  }

  /** Takes all there are, so that one with a misspelt name is refused. */
  @Singleton
  Ranker ranker(Map<String, RankingConfig> rankings) {
    return Ranker.of(
        Objects.requireNonNull(rankings.get(RankingConfig.WORD_BY_WORD)).weights(),
        Objects.requireNonNull(rankings.get(RankingConfig.AS_A_WHOLE)).weights());
  }

  @Singleton
  Contexts contexts(Reads reads, Recaller recaller, Databases store, LogTail log) {
    return new Contexts(reads, recaller, new Tails(store, new KafkaEventTail(log)));
  }

  @Singleton
  @Bean(preDestroy = "close")
  LogTail logTail(KafkaConfig kafka, Surroundings surroundings) {
    return new LogTail(kafka.bootstrap(), Topics.EVENTS, TAIL_LIMITS, surroundings.clock());
  }

  @Singleton
  ReadyContexts readyContexts() {
    return new ReadyContexts();
  }

  @Singleton
  Cursors cursors(ReaderConfig config) {
    return new Cursors(
        config.cursorSecret().isBlank()
            ? randomSecret()
            : config.cursorSecret().getBytes(StandardCharsets.UTF_8));
  }

  @Singleton
  ProblemMapping problems() {
    return new ReaderProblems();
  }

  private static byte[] randomSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }
}
