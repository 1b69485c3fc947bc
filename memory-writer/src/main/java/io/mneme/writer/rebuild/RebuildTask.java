package io.mneme.writer.rebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import io.mneme.embedding.Embedders;
import io.mneme.platform.Failpoints;
import io.mneme.platform.KafkaConfig;
import io.mneme.platform.Surroundings;
import io.mneme.platform.TaskMain;
import io.mneme.platform.kafka.LogReader;
import io.mneme.platform.kafka.PublisherConfig;
import io.mneme.platform.kafka.RecordPublisher;
import io.mneme.schemas.Json;
import io.mneme.schemas.topic.Topics;
import io.mneme.storage.cold.ColdReader;
import io.mneme.storage.cold.ObjectStore;
import io.mneme.storage.postgres.PostgresConfig;
import io.mneme.storage.postgres.PostgresPool;
import io.mneme.storage.postgres.PostgresWriteStore;
import io.mneme.storage.rebuild.SecondState;
import io.mneme.storage.redis.RedisCache;
import io.mneme.storage.redis.RedisConfig;
import io.mneme.writer.QuietWriter;
import io.mneme.writer.Restatement;
import io.mneme.writer.config.AdministratorSettings;
import io.mneme.writer.config.EmbedderSettings;
import io.mneme.writer.config.ObjectSettings;
import io.mneme.writer.config.PostgresSettings;
import io.mneme.writer.config.RedisSettings;
import io.mneme.writer.config.S3Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens everything a rebuild needs, lets it run, and says how it went. */
final class RebuildTask implements TaskMain.Task {
  /** Partitions are built side by side by so many threads, each with a connection. */
  private static final int BUILDERS_MAX = 4;

  /** A statement over a large batch may take its time: nobody waits for it. */
  private static final Duration STATEMENT_MAX = Duration.ofMinutes(10);

  private static final Duration CACHE_COMMAND_MAX = Duration.ofSeconds(5);
  private static final double BYTES_PER_GB = 1e9;
  private static final double SECONDS_PER_HOUR = 3_600;

  private final Rebuild.Ending ending;

  RebuildTask(Rebuild.Ending ending) {
    this.ending = ending;
  }

  @Override
  public int run(ApplicationContext context) throws Exception {
    String bootstrap = context.getBean(KafkaConfig.class).bootstrap();
    PostgresSettings postgres = context.getBean(PostgresSettings.class);
    Surroundings world = context.getBean(Surroundings.class);
    ProgressLines lines = new ProgressLines(System.out, world.clock());
    try (LogReader events = new LogReader(bootstrap, Topics.EVENTS);
        LogReader changes = new LogReader(bootstrap, Topics.CHANGES);
        RecordPublisher publisher = new RecordPublisher(PublisherConfig.of(bootstrap));
        ObjectStore objects =
            context.getBean(ObjectSettings.class).open(context.getBean(S3Settings.class));
        RedisCache cache =
            RedisCache.open(
                new RedisConfig(context.getBean(RedisSettings.class).url(), CACHE_COMMAND_MAX));
        var model = Embedders.open(context.getBean(EmbedderSettings.class).config());
        VectorShelf vectors = new VectorShelf(model.model(), model.dimensions());
        PostgresPool live = PostgresPool.open(config(postgres, postgres.url()));
        PostgresPool rebuilt =
            PostgresPool.open(config(postgres, SecondState.address(postgres.url())))) {
      ColdReader cold = new ColdReader(objects);
      AnnouncedLibrary library = new AnnouncedLibrary(changes, vectors);
      RememberingEmbedder embedder = new RememberingEmbedder(model, vectors, library);
      PostgresWriteStore store = PostgresWriteStore.silent(rebuilt, cold);
      List<Integer> partitions = events.partitions();
      Rebuild rebuild =
          new Rebuild(
              context.getBean(AdministratorSettings.class).at(postgres),
              new Rebuild.Log(events.beginnings(), library),
              new Rebuild.Surfaces(
                  cache, new Restatement(new PostgresWriteStore(live, cold), publisher)),
              new Rebuild.World(lines, world.clock(), context.getBean(Failpoints.class)));
      Rebuild.Outcome outcome =
          rebuild.run(
              tally -> {
                List<Builder> builders = new ArrayList<>();
                for (List<Integer> some : shares(partitions)) {
                  builders.add(
                      new Builder(
                          new LogReader(bootstrap, Topics.EVENTS),
                          new QuietWriter(store, embedder, world),
                          some,
                          tally));
                }
                return new Builders(builders);
              },
              ending);
      lines.say(json(outcome, embedder.computed()));
      return TaskMain.EXIT_DONE;
    }
  }

  private static PostgresConfig config(PostgresSettings settings, String url) {
    return new PostgresConfig(
        url,
        settings.user(),
        settings.password(),
        BUILDERS_MAX,
        PostgresConfig.ACQUIRE_TIMEOUT_DEFAULT,
        STATEMENT_MAX);
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

  private static ObjectNode json(Rebuild.Outcome outcome, long computed) {
    double seconds = Math.max(0.001, ProgressLines.seconds(outcome.builtIn()));
    Tally tally = outcome.tally();
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("outcome", "rebuilt");
    line.put("generation", outcome.generation());
    line.put("events", tally.events());
    line.put("memories", tally.memories());
    line.put("log_bytes", tally.bytes());
    line.put("seconds", ProgressLines.seconds(outcome.builtIn()));
    line.put("memories_per_second", Math.round(tally.memories() / seconds));
    line.put(
        "log_gb_per_hour",
        Math.round(tally.bytes() / BYTES_PER_GB / seconds * SECONDS_PER_HOUR * 100) / 100.0);
    line.put("embedded", computed);
    line.put("taken_in_from_cold", outcome.strays());
    line.put("writers_waited_seconds", ProgressLines.seconds(outcome.writersWaited()));
    line.put("cache_told", outcome.cacheTold());
    return line;
  }
}
