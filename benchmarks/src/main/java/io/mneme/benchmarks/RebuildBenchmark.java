package io.mneme.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.benchmarks.limit.BareCopy;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.devstack.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The database again from the log, while everything runs, beside PostgreSQL's COPY of its rows. */
final class RebuildBenchmark implements Benchmark {
  private static final int ROUNDS = 3;
  private static final int TURNS = 20_000;
  private static final int USERS = 20;

  private final RandomGenerator random;
  private final Consumer<String> progress;

  RebuildBenchmark(RandomGenerator random, Consumer<String> progress) {
    this.random = random;
    this.progress = progress;
  }

  /** Measures a stack of its own, with the model, whose vectors a rebuild finds in the log. */
  @Override
  public List<Figure> run() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack with the real model");
      stack.upAsDeployed(Map.of());
      DevStack running = stack.stack();
      try (MnemeClient client = new MnemeClient(running.target(), RetryPolicy.standard(random))) {
        progress.accept("writing a log of %,d turns".formatted(TURNS));
        new Pipeline(client)
            .ingestPerSecond(new SampleConversations(QuickBenchmark.SEED).turns(TURNS, USERS));
      }
      return rebuilt(stack, running);
    }
  }

  private List<Figure> rebuilt(StackUnderTest stack, DevStack running) throws Exception {
    BareCopy copy =
        new BareCopy(
            running.postgresUrl(), PostgresServer.SUPERUSER, running.postgresSuperuserPassword());
    Median memories = new Median();
    Median gigabytes = new Median();
    Median rows = new Median();
    for (int round = 1; round <= ROUNDS; round++) {
      progress.accept("round %d of %d: a rebuild, and a bare COPY".formatted(round, ROUNDS));
      JsonNode outcome = stack.rebuild();
      if (outcome.path("memories").asInt() != TURNS || outcome.path("embedded").asInt() != 0) {
        throw new IllegalStateException("a rebuild did something else: " + outcome);
      }
      memories.add(outcome.path("memories_per_second").asDouble());
      gigabytes.add(outcome.path("log_gb_per_hour").asDouble());
      rows.add(copy.rowsPerSecond());
    }
    return List.of(
        Figure.of("rebuild", memories.value(), "memories/s").beside(rows.value()),
        Figure.of("rebuild_log", gigabytes.value(), "GB/hour"));
  }

  @Override
  public Map<String, String> limits() {
    return Map.of("rebuild", "rows/s of a bare COPY of the same rows");
  }
}
