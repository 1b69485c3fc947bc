package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.benchmarks.load.HttpLoad;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.client.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Ten thousand users on one reader that has room for a part of them. Eight questions in ten go to
 * the fifth of the users who ask most, as people do.
 */
final class RecallSubjectsBenchmark implements Benchmark {
  private static final int USERS = 10_000;
  private static final int MEMORIES = 10;
  private static final int QUESTIONS = 50_000;
  private static final int CONNECTIONS = 16;
  private static final double OFTEN = 0.8;
  private static final int USERS_OFTEN = USERS / 5;
  private static final Duration ROUND = Duration.ofSeconds(20);

  /** Room for about a third of what all users remember. */
  private static final String PACK_BYTES = "67108864";

  private final RandomGenerator random;
  private final Consumer<String> progress;
  private final Remembered remembered = Remembered.of(USERS, MEMORIES);

  RecallSubjectsBenchmark(RandomGenerator random, Consumer<String> progress) {
    this.random = random;
    this.progress = progress;
  }

  @Override
  public List<Figure> run() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack with the stub embedder");
      stack.upAsDeployed(
          Map.of("MNEME_EMBEDDER", "stub", "MNEME_READER_PACK_BYTES_MAX", PACK_BYTES));
      progress.accept("remembering %,d turns".formatted(remembered.turns().size()));
      try (MnemeClient client =
          new MnemeClient(stack.stack().target(), RetryPolicy.standard(random))) {
        new Pipeline(client).ingestPerSecond(remembered.turns());
      }
      return asked(stack);
    }
  }

  private List<Figure> asked(StackUnderTest stack) throws Exception {
    DevStack running = stack.stack();
    Target reader = running.reader();
    HttpLoad load = new HttpLoad(reader.url(), requests(reader), CONNECTIONS);
    progress.accept("asking %,d users".formatted(USERS));
    WarmUp.of("recall_subjects", load, progress);
    CacheLookups before = CacheLookups.of(reader.url());
    double rate = TurnAbout.answered(load, ROUND);
    CacheLookups during = CacheLookups.of(reader.url()).since(before);
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("recall_subjects", rate, "answers/s"));
    figures.add(Figure.of("recall_subjects, pack in memory", 100 * during.share("l1", "hit"), "%"));
    figures.add(Figure.of("recall_subjects, revision held", 100 * during.share("l2", "held"), "%"));
    figures.add(
        Figure.of("recall_subjects, revision from Redis", 100 * during.share("l2", "hit"), "%"));
    ResidentMemory.of(stack.status()).stream()
        .filter(figure -> figure.measure().contains("memory-reader"))
        .forEach(figures::add);
    figures.add(RecallBenchmark.load());
    return figures;
  }

  private List<byte[]> requests(Target reader) {
    SplittableRandom chance = new SplittableRandom(QuickBenchmark.SEED);
    List<byte[]> requests = new ArrayList<>(QUESTIONS);
    for (int i = 0; i < QUESTIONS; i++) {
      int user =
          chance.nextDouble() < OFTEN
              ? chance.nextInt(USERS_OFTEN)
              : USERS_OFTEN + chance.nextInt(USERS - USERS_OFTEN);
      Turn turn = remembered.turns().get(user);
      byte[] body = Remembered.recall(turn.user(), turn.question());
      requests.add(HttpLoad.post(reader.url(), "/v1/recall", reader.key(), body));
    }
    return requests;
  }

  @Override
  public Map<String, String> limits() {
    return Map.of();
  }
}
