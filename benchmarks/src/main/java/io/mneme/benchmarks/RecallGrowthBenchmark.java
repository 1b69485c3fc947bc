package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.eval.Latencies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a question costs as its subject grows: the first one, which reads everything the subject
 * remembers, and those after it; one client, the reader's own HTTP, no model. A table, and a
 * drawing where one is wanted.
 */
final class RecallGrowthBenchmark implements Benchmark {
  private static final List<Integer> SIZES = List.of(100, 1_000, 10_000, 100_000);
  private static final int WARM_UP_QUESTIONS = 300;

  /** Of a subject nobody measures: what is compiled meanwhile is no cost of the smallest. */
  private static final int FIRST_WARM_UP_QUESTIONS = 4_000;

  private static final int FIRST_WARM_UP_MEMORIES = 1_000;
  private static final int QUESTIONS = 200;

  /** Room for the largest of them and a few more; the reader's heap is 512 MB. */
  private static final String PACK_BYTES = "268435456";

  private final RandomGenerator random;
  private final BenchOptions options;
  private final Consumer<String> progress;

  RecallGrowthBenchmark(RandomGenerator random, BenchOptions options, Consumer<String> progress) {
    this.random = random;
    this.options = options;
    this.progress = progress;
  }

  @Override
  public List<Figure> run() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack with the stub embedder");
      stack.upAsDeployed(
          Map.of("MNEME_EMBEDDER", "stub", "MNEME_READER_PACK_BYTES_MAX", PACK_BYTES));
      warmUp(stack.stack());
      List<Growth> grown = new ArrayList<>();
      for (int memories : sizes()) {
        List<Turn> turns = remembered(stack.stack(), "grown-" + memories, memories);
        asked(stack.stack(), memories, turns).ifPresent(grown::add);
      }
      Path plot = options.plot();
      if (plot != null && !grown.isEmpty()) {
        Files.writeString(plot, GrowthPlot.of(grown));
        progress.accept("drawn in " + plot);
      }
      List<Figure> figures = new ArrayList<>();
      grown.forEach(growth -> figures.addAll(growth.figures()));
      figures.add(RecallBenchmark.load());
      return figures;
    }
  }

  /** The small ones do not wait for the large: a look at a part takes a part of the time. */
  private List<Integer> sizes() {
    return options.held() == 0
        ? SIZES
        : SIZES.stream().filter(memories -> memories <= options.held()).toList();
  }

  private List<Turn> remembered(DevStack stack, String user, int memories) throws Exception {
    progress.accept("remembering %,d turns of one user".formatted(memories));
    List<Turn> turns = renamed(user, memories);
    try (MnemeClient client = new MnemeClient(stack.target(), RetryPolicy.standard(random))) {
      new Pipeline(client).ingestPerSecond(turns);
    }
    return turns;
  }

  private void warmUp(DevStack stack) throws Exception {
    List<Turn> turns = remembered(stack, "warm-up", FIRST_WARM_UP_MEMORIES);
    progress.accept("warming up");
    try (MnemeClient client = new MnemeClient(stack.reader(), RetryPolicy.standard(random))) {
      for (int i = 0; i < FIRST_WARM_UP_QUESTIONS; i++) {
        milliseconds(client, turns.get(i % turns.size()));
      }
    }
  }

  private static List<Turn> renamed(String user, int memories) {
    return new SampleConversations(QuickBenchmark.SEED)
        .turns(memories, 1).stream()
            .map(turn ->
                new Turn(
                    user,
                    turn.conversation(),
                    turn.speaker(),
                    turn.text(),
                    turn.occurredAt(),
                    turn.subject()))
            .toList();
  }

  private Optional<Growth> asked(DevStack stack, int memories, List<Turn> turns) {
    try (MnemeClient client = new MnemeClient(stack.reader(), RetryPolicy.standard(random))) {
      double first = milliseconds(client, turns.getFirst());
      for (int i = 0; i < WARM_UP_QUESTIONS; i++) {
        milliseconds(client, turns.get(i % turns.size()));
      }
      List<Duration> took = new ArrayList<>();
      for (int i = 0; i < QUESTIONS; i++) {
        Turn turn = turns.get((int) ((long) i * turns.size() / QUESTIONS));
        took.add(client.recall(turn.user(), turn.question(), Remembered.ANSWERS).took());
      }
      return Optional.of(new Growth(memories, first, Latencies.of(took)));
    } catch (RequestFailed e) {
      progress.accept("%,d memories: %s; not measured".formatted(memories, e.getMessage()));
      return Optional.empty();
    }
  }

  private static double milliseconds(MnemeClient client, Turn turn) throws RequestFailed {
    return client.recall(turn.user(), turn.question(), Remembered.ANSWERS).took().toNanos() / 1e6;
  }

  @Override
  public Map<String, String> limits() {
    return Map.of();
  }
}
