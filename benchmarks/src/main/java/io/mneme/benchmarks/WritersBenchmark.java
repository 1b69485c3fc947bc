package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One writer against three that share the partitions, without a model: what sharing itself costs.
 * On a machine that one writer fills, three can only be as fast as one.
 */
final class WritersBenchmark implements Benchmark {
  private static final int[] WRITERS = {1, 3};
  private static final int ROUNDS = 3;
  private static final int TURNS_A_ROUND = 20_000;
  private static final int USERS = 200;

  private final RandomGenerator random;
  private final Consumer<String> progress;

  WritersBenchmark(RandomGenerator random, Consumer<String> progress) {
    this.random = random;
    this.progress = progress;
  }

  /** Measures a stack of its own for each number of writers; the limit is the first of them. */
  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (int writers : WRITERS) {
      double perSecond = eventsPerSecond(writers);
      Figure figure = Figure.of("writers_" + writers, perSecond, "events/s");
      figures.add(figures.isEmpty() ? figure : figure.beside(figures.getFirst().value()));
    }
    return figures;
  }

  private double eventsPerSecond(int writers) throws Exception {
    List<Turn> turns =
        new SampleConversations(QuickBenchmark.SEED).turns((ROUNDS + 1) * TURNS_A_ROUND, USERS);
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept(
          "starting a stack with %d writer(s) and the stub embedder".formatted(writers));
      stack.upAsDeployed(Map.of("MNEME_EMBEDDER", "stub"), "--writers", Integer.toString(writers));
      try (MnemeClient client =
          new MnemeClient(stack.stack().target(), RetryPolicy.standard(random))) {
        Pipeline pipeline = new Pipeline(client);
        Median median = new Median();
        for (int round = 0; round <= ROUNDS; round++) {
          progress.accept("%d writer(s), round %d of %d".formatted(writers, round, ROUNDS));
          double perSecond =
              pipeline.ingestPerSecond(
                  turns.subList(round * TURNS_A_ROUND, (round + 1) * TURNS_A_ROUND));
          if (round > 0) { // the first one warms up
            median.add(perSecond);
          }
        }
        return median.value();
      }
    }
  }

  @Override
  public Map<String, String> limits() {
    return Map.of("writers_3", "one writer on the same machine");
  }
}
