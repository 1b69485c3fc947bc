package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.benchmarks.limit.BareCopy;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.devstack.PostgresServer;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The write path without a model: what the pipeline itself can do, beside PostgreSQL's COPY. */
final class WriteCeilingBenchmark implements Benchmark {
  private static final int TURNS_A_ROUND = 20_000;

  /** Until the compilers of five JVMs leave most of two cores alone. */
  private static final int WARM_UP_TURNS = 3 * TURNS_A_ROUND;

  private static final int USERS = 200;

  private final RandomGenerator random;
  private final Consumer<String> progress;

  WriteCeilingBenchmark(RandomGenerator random, Consumer<String> progress) {
    this.random = random;
    this.progress = progress;
  }

  /** For a path as fast as without a model. */
  static TurnRounds turns() {
    return new TurnRounds(USERS, WARM_UP_TURNS, TURNS_A_ROUND);
  }

  /** Measures a stack of its own. */
  @Override
  public List<Figure> run() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack with the stub embedder");
      stack.upAsDeployed(Map.of("MNEME_EMBEDDER", "stub"));
      return writer(stack.stack());
    }
  }

  private List<Figure> writer(DevStack stack) throws Exception {
    TurnRounds turns = turns();
    try (MnemeClient client = new MnemeClient(stack.target(), RetryPolicy.standard(random))) {
      Pipeline pipeline = new Pipeline(client);
      progress.accept("warming up with %,d turns".formatted(turns.warmUp().size()));
      pipeline.ingestPerSecond(turns.warmUp());
      Iterator<List<Turn>> rounds = turns.rounds();
      Map<String, Double> perSecond =
          new TurnAbout(text -> progress.accept("writer_stub_model: " + text))
              .with("ours", () -> pipeline.ingestPerSecond(rounds.next()))
              .with("copy", () -> copy(stack))
              .medians();
      return List.of(
          Figure.of("writer_stub_model", perSecond.getOrDefault("ours", 0.0), "events/s")
              .beside(perSecond.getOrDefault("copy", 0.0)));
    }
  }

  private static double copy(DevStack stack) throws IOException, InterruptedException {
    return new BareCopy(
            stack.postgresUrl(), PostgresServer.SUPERUSER, stack.postgresSuperuserPassword())
        .rowsPerSecond();
  }

  @Override
  public Map<String, String> limits() {
    return Map.of("writer_stub_model", "rows/s of a bare COPY of the same rows");
  }
}
