package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.benchmarks.torture.world.EmbeddingEndpoint;
import io.mneme.benchmarks.torture.world.EmbeddingEndpoint.Health;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.eval.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What recall feels of an outage: each server in turn says nothing more, which is worse than a
 * refusal, while questions nobody asked before come at a steady rate whether they are answered or
 * not. The first moments, in which a reader finds out, are part of it.
 */
final class OutageBenchmark implements Benchmark {
  /** The slowest one in a hundred may take at most so many times as long as before. */
  private static final double TIMES_MAX = 3;

  private static final int USERS = 20;
  private static final int MEMORIES = 100;
  private static final int QUESTIONS_A_SECOND = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration BEFORE = Duration.ofSeconds(15);
  private static final Duration OUTAGE = Duration.ofSeconds(30);
  private static final Duration RECOVERY_MAX = Duration.ofMinutes(3);
  private static final Duration RECOVERY_PAUSE = Duration.ofMillis(100);

  private final RandomGenerator random;
  private final Consumer<String> progress;
  private final Remembered remembered = Remembered.of(USERS, MEMORIES);
  private final List<Turn> asked = remembered.asked();
  private final AtomicInteger number = new AtomicInteger();

  OutageBenchmark(RandomGenerator random, Consumer<String> progress) {
    this.random = random;
    this.progress = progress;
  }

  @Override
  public List<Figure> run() throws Exception {
    try (EmbeddingEndpoint embedder = new EmbeddingEndpoint();
        StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack with an embedding endpoint");
      stack.upAsDeployed(
          Map.of(
              "MNEME_EMBEDDER",
              "http",
              "MNEME_EMBEDDER_URL",
              embedder.url(),
              "MNEME_EMBEDDER_MODEL",
              "stand-in",
              "MNEME_EMBEDDER_DIMENSIONS",
              Integer.toString(EmbeddingEndpoint.DIMENSIONS)));
      DevStack running = stack.stack();
      Map<String, Callable<AutoCloseable>> outages = new LinkedHashMap<>();
      outages.put("redis", () -> FrozenProcesses.of(running, List.of("redis")));
      outages.put("postgres", () -> FrozenProcesses.of(running, List.of("postgres")));
      outages.put("kafka", () -> FrozenProcesses.of(running, List.of("kafka")));
      outages.put("embedding", () -> hanging(embedder));
      RetryPolicy once = new RetryPolicy(1, Duration.ZERO, Duration.ZERO, random);
      try (MnemeClient client = new MnemeClient(running.target(), once)) {
        progress.accept("remembering %,d turns".formatted(remembered.turns().size()));
        new Pipeline(client).ingestPerSecond(remembered.turns());
        remembered.check(running.target(), client);
        progress.accept("warming up");
        ask(client, WARM_UP);
        return measure(client, outages);
      }
    }
  }

  private static AutoCloseable hanging(EmbeddingEndpoint embedder) {
    embedder.become(Health.HANGS);
    return () -> embedder.become(Health.WELL);
  }

  private List<Figure> measure(MnemeClient client, Map<String, Callable<AutoCloseable>> outages)
      throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, Callable<AutoCloseable>> outage : outages.entrySet()) {
      String name = outage.getKey();
      progress.accept(name + ": before it falls silent");
      Asked before = ask(client, BEFORE);
      progress.accept(name + " is silent");
      Asked during;
      try (AutoCloseable _ = outage.getValue().call()) {
        during = ask(client, OUTAGE);
      }
      progress.accept(name + " is back");
      awaitHealthy(client);
      figures.addAll(figures(name, before, during));
    }
    figures.add(RecallBenchmark.load());
    return figures;
  }

  private static List<Figure> figures(String name, Asked before, Asked during) {
    double usual = before.latencies().p99();
    double p99 = during.latencies().p99();
    return List.of(
        Figure.of("recall p99, " + name + " silent", p99, "ms").beside(usual),
        Figure.of("outage_" + name + ", p99", p99 / usual, "times").beside(TIMES_MAX),
        Figure.of("not answered, " + name + " silent", during.failed(), "of " + during.all()));
  }

  /**
   * What was asked in some time.
   *
   * @param latencies from the moment a question was due
   * @param failed how many got no answer, or an error
   */
  private record Asked(Latencies latencies, int failed, int all) {}

  private Asked ask(MnemeClient client, Duration time) {
    Queue<Duration> took = new ConcurrentLinkedQueue<>();
    AtomicInteger failed = new AtomicInteger();
    int all = Math.toIntExact(time.toSeconds() * QUESTIONS_A_SECOND);
    long start = System.nanoTime();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < all; i++) {
        long due = start + i * Duration.ofSeconds(1).toNanos() / QUESTIONS_A_SECOND;
        LockSupport.parkNanos(due - System.nanoTime());
        clients.execute(() -> {
          if (!isAnswered(client)) {
            failed.incrementAndGet();
          }
          took.add(Duration.ofNanos(System.nanoTime() - due));
        });
      }
    }
    return new Asked(Latencies.of(List.copyOf(took)), failed.get(), all);
  }

  private boolean isAnswered(MnemeClient client) {
    int question = number.incrementAndGet();
    Turn turn = asked.get(question % asked.size());
    try {
      client.recall(turn.user(), turn.question() + " " + question, Remembered.ANSWERS);
      return true;
    } catch (RequestFailed refused) {
      return false; // counted: how many is a figure
    }
  }

  /** Until every user's recall is whole again. */
  private void awaitHealthy(MnemeClient client) throws Exception {
    long end = System.nanoTime() + RECOVERY_MAX.toNanos();
    for (int whole = 0; whole < USERS; ) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("recall did not recover within " + RECOVERY_MAX);
      }
      Turn turn = asked.get(whole);
      String question = turn.question() + " " + number.incrementAndGet();
      boolean healthy =
          client.recall(turn.user(), question, Remembered.ANSWERS).degradation().equals("L0");
      whole = healthy ? whole + 1 : 0;
      if (!healthy) {
        Thread.sleep(RECOVERY_PAUSE);
      }
    }
  }

  @Override
  public Map<String, String> limits() {
    return Map.of("outage", "the goal", "recall p99", "the same before the outage");
  }
}
