package io.mneme.writer.rebuild;

import io.micronaut.context.ApplicationContext;
import io.mneme.embedding.Embedder;
import io.mneme.embedding.EmbedderConfig;
import io.mneme.embedding.EmbedderUnavailable;
import io.mneme.embedding.ModelShelf;
import io.mneme.platform.KafkaConfig;
import io.mneme.platform.Outage;
import io.mneme.platform.Surroundings;
import io.mneme.platform.kafka.LogReader;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.postgres.Migrations;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.rebuild.RebuildRefused;
import io.mneme.storage.rebuild.SecondState;
import io.mneme.storage.redis.RedisCache;
import io.mneme.storage.redis.RedisConfig;
import io.mneme.storage.write.Storable;
import io.mneme.storage.write.WriteStore;
import io.mneme.writer.QuietWriter;
import io.mneme.writer.Restatement;
import io.mneme.writer.config.AdministratorSettings;
import io.mneme.writer.config.EmbedderSettings;
import io.mneme.writer.config.ObjectSettings;
import io.mneme.writer.config.PostgresSettings;
import io.mneme.writer.config.RebuildSettings;
import io.mneme.writer.config.RedisSettings;
import io.mneme.writer.config.S3Settings;
import io.mneme.writer.config.TaskLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything a rebuild or a replay works with, opened from the writer's settings. */
final class Workshop implements AutoCloseable {
  /** Partitions are built side by side by so many threads, each with a connection. */
  private static final int BUILDERS_MAX = 4;

  private static final Duration CACHE_COMMAND_MAX = Duration.ofSeconds(5);

  private final Deque<Runnable> opened = new ArrayDeque<>();
  private final String bootstrap;
  private final Migrations.Admin admin;
  private final RebuildSettings settings;
  private final Surroundings world;
  private final LogReader events;
  private final AnnouncedLibrary library;
  private final RememberingEmbedder embedder;
  private final WriteStore live;
  private final Optional<String> modelBefore;
  private final WriteStore rebuilt;
  private final RedisCache cache;
  private final Restatement restatement;

  private Workshop(ApplicationContext context, Optional<String> wanted) throws EmbedderUnavailable {
    bootstrap = context.getBean(KafkaConfig.class).bootstrap();
    world = context.getBean(Surroundings.class);
    PostgresSettings postgres = context.getBean(PostgresSettings.class);
    admin = context.getBean(AdministratorSettings.class).at(postgres);
    settings = context.getBean(RebuildSettings.class);
    events = keep(new LogReader(bootstrap, Topics.EVENTS), LogReader::close);
    LogReader changes = keep(new LogReader(bootstrap, Topics.CHANGES), LogReader::close);
    RecordPublisher publisher =
        keep(new RecordPublisher(TaskLimits.publisher(bootstrap)), RecordPublisher::close);
    ObjectStore objects =
        keep(
            context.getBean(ObjectSettings.class).open(context.getBean(S3Settings.class)),
            ObjectStore::close);
    String redis = context.getBean(RedisSettings.class).url();
    cache = keep(RedisCache.open(new RedisConfig(redis, CACHE_COMMAND_MAX)), RedisCache::close);
    ColdReader cold = new ColdReader(objects);
    live = new PostgresWriteStore(pool(postgres, postgres.url()), cold);
    modelBefore = live.model();
    Embedder model = model(context, wanted.or(() -> modelBefore));
    VectorShelf vectors =
        keep(new VectorShelf(model.model(), model.dimensions()), VectorShelf::close);
    rebuilt = PostgresWriteStore.silent(pool(postgres, SecondState.address(postgres.url())), cold);
    library = new AnnouncedLibrary(changes, vectors);
    embedder = new RememberingEmbedder(model, vectors, library);
    restatement = new Restatement(live, publisher);
  }

  /** To work with the model the live store has; where it has none, with the configured one. */
  static Workshop open(ApplicationContext context) throws EmbedderUnavailable {
    return new Workshop(context, Optional.empty());
  }

  /** To work with another model, as it is recorded. */
  static Workshop open(ApplicationContext context, String model) throws EmbedderUnavailable {
    return new Workshop(context, Optional.of(model));
  }

  private Embedder model(ApplicationContext context, Optional<String> name)
      throws EmbedderUnavailable {
    EmbedderConfig config = context.getBean(EmbedderSettings.class).config();
    ModelShelf shelf = keep(new ModelShelf(config, one -> one), ModelShelf::close);
    Embedder model = shelf.of(name.orElse(shelf.configured()));
    if (model.dimensions() != Storable.DIMENSIONS) {
      throw new RebuildRefused(
          "The vectors of %s have %d dimensions, the schema keeps %d."
              .formatted(model.model(), model.dimensions(), Storable.DIMENSIONS));
    }
    return model;
  }

  private <T> T keep(T resource, Consumer<T> close) {
    opened.push(() -> close.accept(resource));
    return resource;
  }

  private PostgresPool pool(PostgresSettings settings, String url) {
    return keep(
        PostgresPool.open(TaskLimits.postgres(settings, url, BUILDERS_MAX)), PostgresPool::close);
  }

  Migrations.Admin admin() {
    return admin;
  }

  RebuildSettings settings() {
    return settings;
  }

  LogReader events() {
    return events;
  }

  AnnouncedLibrary library() {
    return library;
  }

  RememberingEmbedder embedder() {
    return embedder;
  }

  /** The model of the live store's vectors when this was opened. */
  Optional<String> modelBefore() {
    return modelBefore;
  }

  WriteStore live() {
    return live;
  }

  RedisCache cache() {
    return cache;
  }

  Restatement restatement() {
    return restatement;
  }

  /** Builders of the second state, which must be there. */
  Builders builders(Builder.Choice choice, Tally tally) throws Outage {
    List<Integer> partitions = events.partitions();
    List<Builder> builders = new ArrayList<>();
    for (List<Integer> some : shares(partitions)) {
      builders.add(
          new Builder(
              new LogReader(bootstrap, Topics.EVENTS),
              new QuietWriter(rebuilt, embedder, world),
              some,
              choice,
              tally));
    }
    return new Builders(builders);
  }

  /** Every partition in one of at most {@value #BUILDERS_MAX} lists. */
  private static List<List<Integer>> shares(List<Integer> partitions) {
    List<List<Integer>> shares = new ArrayList<>();
    for (int at = 0; at < Math.min(BUILDERS_MAX, partitions.size()); at++) {
      shares.add(new ArrayList<>());
    }
    for (int partition : partitions) {
      shares.get(partition % shares.size()).add(partition);
    }
    return shares;
  }

  /** A log whose beginning is gone cannot give back what was said there. */
  void refuseShortLog() throws Outage {
    events
        .beginnings()
        .forEach((partition, first) -> {
          if (first > 0) {
            throw new RebuildRefused(
                "Partition %d of mneme.events begins at offset %d: what was said before it is no longer"
                        .formatted(partition, first)
                    + " in the log, and deriving anew would lose it.");
          }
        });
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
  }
}
