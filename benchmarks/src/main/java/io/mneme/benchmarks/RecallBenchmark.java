package io.mneme.benchmarks;

import io.mneme.benchmarks.limit.BareStatement;
import io.mneme.benchmarks.limit.EmptyServer;
import io.mneme.benchmarks.limit.ReadyJson;
import io.mneme.benchmarks.load.HttpLoad;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.client.Target;
import io.mneme.devstack.Deployable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The read path without a model, each level beside what it is made of: packs in memory beside a
 * bare search, a context beside JSON that lies ready in Redis, packs that must be read beside the
 * statement they are read with.
 */
final class RecallBenchmark implements Benchmark {
  private static final int USERS = 50;
  private static final int MEMORIES = 1_000;
  private static final int CONNECTIONS = 64;
  private static final int STORE_CONNECTIONS = 8;
  private static final Duration ROUND = Duration.ofSeconds(4);
  private static final String READER_HEAP = "512m";
  private static final String LIMIT = "limit";
  private static final String NO_ROOM = "1024";

  private final RandomGenerator random;
  private final Consumer<String> progress;
  private final Remembered remembered = Remembered.of(USERS, MEMORIES);

  RecallBenchmark(RandomGenerator random, Consumer<String> progress) {
    this.random = random;
    this.progress = progress;
  }

  /** Measures a stack of its own, then the same data with a reader that may hold nothing. */
  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    figures.add(load());
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack with the stub embedder");
      stack.upAsDeployed(Map.of("MNEME_EMBEDDER", "stub"));
      remember(stack.stack());
      try (FrozenProcesses _ = FrozenProcesses.besidesReads(stack.stack())) {
        figures.addAll(hot(stack.stack()));
      }
      stack.down();
      progress.accept("starting it again with a reader that holds no packs");
      stack.upAsDeployed(Map.of("MNEME_EMBEDDER", "stub", "MNEME_READER_PACK_BYTES_MAX", NO_ROOM));
      try (FrozenProcesses _ = FrozenProcesses.besidesReads(stack.stack())) {
        figures.add(fromPostgres(stack.stack()));
      }
    }
    figures.add(load());
    return figures;
  }

  /** What else this machine did, for whoever reads the other figures. */
  static Figure load() {
    return Figure.of(
        "load_of_the_machine",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        "processes");
  }

  private void remember(DevStack stack) throws Exception {
    progress.accept("remembering %,d turns".formatted(remembered.turns().size()));
    try (MnemeClient client = new MnemeClient(stack.target(), RetryPolicy.standard(random))) {
      new Pipeline(client).ingestPerSecond(remembered.turns());
    }
    Target reader = stack.reader();
    try (MnemeClient client = new MnemeClient(reader, RetryPolicy.standard(random))) {
      remembered.check(reader, client);
    }
  }

  private List<Figure> hot(DevStack stack) throws Exception {
    Map<String, byte[]> ready = contexts(stack.reader());
    ReadyJson.put(stack.redisUrl(), ready);
    Map<String, String> properties =
        Map.of(
            EmptyServer.USERS, Integer.toString(USERS),
            EmptyServer.MEMORIES, Integer.toString(MEMORIES),
            EmptyServer.USER_NAME, Remembered.USER_NAME,
            EmptyServer.REDIS, stack.redisUrl());
    try (EmptyServer bare = EmptyServer.start(READER_HEAP, properties)) {
      List<Figure> figures = new ArrayList<>(recalls(stack, bare.url()));
      figures.add(contexts(stack, bare.url()));
      return figures;
    }
  }

  private List<Figure> recalls(DevStack stack, URI bare) throws Exception {
    HttpLoad limit = recalls(bare, stack.target().key());
    HttpLoad reader = recalls(stack.reader().url(), stack.target().key());
    HttpLoad gateway = recalls(stack.target().url(), stack.target().key());
    WarmUp.of(LIMIT, limit, progress);
    WarmUp.of("recall_hot_stub", reader, progress);
    WarmUp.of("recall_hot_gateway", gateway, progress);
    progress.accept("recall_hot: measuring");
    Map<String, Double> rates =
        new TurnAbout(progress)
            .with(LIMIT, limit, ROUND)
            .with("recall_hot_stub", reader, ROUND)
            .with("recall_hot_gateway", gateway, ROUND)
            .medians();
    return List.of(beside(rates, "recall_hot_stub"), beside(rates, "recall_hot_gateway"));
  }

  private HttpLoad recalls(URI server, String key) {
    return new HttpLoad(server, remembered.recalls(server, key), CONNECTIONS);
  }

  private Figure contexts(DevStack stack, URI bare) throws Exception {
    HttpLoad limit = contexts(bare, stack.target().key());
    HttpLoad reader = contexts(stack.reader().url(), stack.target().key());
    WarmUp.of(LIMIT, limit, progress);
    WarmUp.of("context_cached", reader, progress);
    progress.accept("context_cached: measuring");
    Map<String, Double> rates =
        new TurnAbout(progress)
            .with(LIMIT, limit, ROUND)
            .with("context_cached", reader, ROUND)
            .medians();
    return beside(rates, "context_cached");
  }

  private HttpLoad contexts(URI server, String key) {
    List<byte[]> requests =
        remembered.contexts().stream().map(path -> HttpLoad.get(server, path, key)).toList();
    return new HttpLoad(server, requests, CONNECTIONS);
  }

  /** What the reader answers now, by user. */
  private Map<String, byte[]> contexts(Target reader) throws IOException, InterruptedException {
    Map<String, byte[]> answers = new HashMap<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      List<String> paths = remembered.contexts();
      for (int i = 0; i < paths.size(); i++) {
        HttpRequest request =
            HttpRequest.newBuilder(reader.url().resolve(paths.get(i)))
                .header("Authorization", "Bearer " + reader.key())
                .build();
        HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
          throw new IOException("a context was answered with " + answer.statusCode());
        }
        answers.put(Remembered.USER_NAME + i, answer.body());
      }
    }
    return answers;
  }

  private Figure fromPostgres(DevStack stack) throws Exception {
    BareStatement statement =
        new BareStatement(
            stack.postgresUrl(),
            Deployable.READER.databaseUser(),
            stack.postgresPassword(),
            new BareStatement.Whose("dev", Remembered.USER_NAME, USERS));
    Target reader = stack.reader();
    HttpLoad cold =
        new HttpLoad(
            reader.url(), remembered.recalls(reader.url(), reader.key()), STORE_CONNECTIONS);
    WarmUp.of("recall_postgres", cold, progress);
    progress.accept("recall_postgres: measuring");
    int seconds = Math.toIntExact(ROUND.toSeconds());
    Map<String, Double> rates =
        new TurnAbout(progress)
            .with(LIMIT, () -> statement.perSecond(STORE_CONNECTIONS, seconds))
            .with("recall_postgres", cold, ROUND)
            .medians();
    return beside(rates, "recall_postgres");
  }

  private static Figure beside(Map<String, Double> rates, String measure) {
    return Figure.of(measure, rates.getOrDefault(measure, 0.0), "answers/s")
        .beside(rates.getOrDefault(LIMIT, 0.0));
  }

  @Override
  public Map<String, String> limits() {
    return Map.of(
        "recall_hot", "the same HTTP server, as many vectors in its memory, nothing but a search",
        "context_cached", "the same HTTP server, the same answers ready in Redis",
        "recall_postgres", "pgbench with the statement a pack is read with");
  }
}
