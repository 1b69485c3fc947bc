package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.client.Target;
import io.mneme.cli.console.Shell;
import io.mneme.cli.eval.Latencies;
import io.mneme.cli.keys.KeyDesk;
import io.mneme.devstack.StackStatus;
import io.mneme.platform.keys.Keys;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The whole system in a few minutes: how soon it is ready, what it holds, how fast a turn can be
 * recalled, how fast it is.
 */
final class QuickBenchmark implements Benchmark {
  static final long SEED = 42;
  private static final int TURNS = 2_000;
  private static final int WARM_UP_TURNS = 300;
  private static final int USERS = 10;
  private static final int QUESTIONS = 200;
  private static final int WARM_UP_QUESTIONS = 50;
  private static final int TENANT_RANDOM_BYTES = 5;

  private final Shell shell;
  private final boolean running;
  private final Consumer<String> progress;

  /**
   * @param running whether the stack that runs here is measured instead of a fresh one
   */
  QuickBenchmark(Shell shell, boolean running, Consumer<String> progress) {
    this.shell = shell;
    this.running = running;
    this.progress = progress;
  }

  @Override
  public List<Figure> run() throws Exception {
    return running ? runOnRunning() : runFresh();
  }

  /** Measures a stack of its own. */
  private List<Figure> runFresh() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      List<Figure> figures = new ArrayList<>();
      progress.accept("starting a fresh stack");
      figures.add(Figure.of("first start", seconds(stack.up()), "s"));
      stack.down();
      progress.accept("starting it again, warm");
      figures.add(Figure.of("warm start", seconds(stack.up()), "s"));
      figures.addAll(measure(stack.stack(), stack::status));
      return figures;
    }
  }

  /** Measures the stack that runs here, in a tenant of its own. */
  private List<Figure> runOnRunning() throws Exception {
    DevStack stack = DevStack.running(Optional.empty(), shell.environment());
    return measure(
        stack, () -> StackStatus.of(DevStack.dataFolder(Optional.empty(), shell.environment())));
  }

  private interface StatusNow {
    StackStatus get();
  }

  private List<Figure> measure(DevStack stack, StatusNow status) throws Exception {
    byte[] chance = new byte[TENANT_RANDOM_BYTES];
    shell.random().nextBytes(chance);
    try (KeyDesk desk = new KeyDesk(stack.kafkaBootstrap(), shell)) {
      Keys.Created key =
          desk.keys()
              .create(
                  "bench-" + HexFormat.of().formatHex(chance),
                  "bench quick",
                  List.of("ingest", "recall"),
                  "dev");
      try (MnemeClient client =
          new MnemeClient(
              new Target(stack.target().url(), key.text()), RetryPolicy.standard(shell.random()))) {
        client.awaitKey();
        List<Figure> figures = new ArrayList<>(throughAndBack(new Pipeline(client)));
        figures.addAll(ResidentMemory.of(status.get()));
        return figures;
      } finally {
        desk.keys().revoke(key.key().keyId());
      }
    }
  }

  private List<Figure> throughAndBack(Pipeline pipeline) throws Exception {
    List<Turn> all = new SampleConversations(SEED).turns(WARM_UP_TURNS + TURNS, USERS);
    List<Turn> turns = all.subList(WARM_UP_TURNS, all.size());
    progress.accept("warming up with %d turns".formatted(WARM_UP_TURNS));
    pipeline.ingestPerSecond(all.subList(0, WARM_UP_TURNS));
    progress.accept("ingesting %,d turns".formatted(TURNS));
    double eventsPerSecond = pipeline.ingestPerSecond(turns);
    progress.accept("asking %d questions".formatted(QUESTIONS));
    Latencies recall = recall(pipeline, turns);
    Latencies roundTrip = pipeline.roundTrip(QUESTIONS);
    progress.accept("embedding the same texts with nothing around");
    try (RawEmbedding raw = RawEmbedding.open()) {
      double textsPerSecond = raw.textsPerSecond(turns.stream().map(QuickBenchmark::text).toList());
      Latencies question = raw.one(every(turns).stream().map(Turn::question).toList());
      return List.of(
          Figure.of("ingest, HTTP to searchable", eventsPerSecond, "events/s")
              .beside(textsPerSecond),
          Figure.of("recall p50", recall.p50(), "ms").beside(question.p50() + roundTrip.p50()),
          Figure.of("recall p95", recall.p95(), "ms").beside(question.p95() + roundTrip.p95()));
    }
  }

  private static Latencies recall(Pipeline pipeline, List<Turn> turns) throws RequestFailed {
    List<Turn> asked = every(turns);
    pipeline.recall(asked.subList(0, WARM_UP_QUESTIONS));
    return pipeline.recall(asked);
  }

  /** Turns to ask about, spread over all of them. */
  private static List<Turn> every(List<Turn> turns) {
    return IntStream.range(0, QUESTIONS)
        .mapToObj(i -> turns.get(i * (turns.size() / QUESTIONS)))
        .toList();
  }

  /** As the writer embeds it. */
  static String text(Turn turn) {
    return turn.speaker() + ": " + turn.text();
  }

  private static double seconds(java.time.Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  @Override
  public Map<String, String> limits() {
    return Map.of(
        "ingest", "texts/s of the same model on the same texts with nothing around it",
        "recall", "embedding the question alone, and a request that finds nothing");
  }
}
