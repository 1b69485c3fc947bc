package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.benchmarks.load.HttpLoad;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RequestFailed;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.cli.client.Target;
import io.mneme.cli.eval.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Recall with the real model: a question nobody asked before costs its embedding and little more; a
 * question that was asked before costs no embedding.
 */
final class RecallModelBenchmark implements Benchmark {
  private static final int USERS = 5;
  private static final int MEMORIES = 400;
  private static final int QUESTIONS = 20_000;
  private static final int RAW_QUESTIONS = 2_000;
  private static final int SINGLE_QUESTIONS = 500;

  /** The client that asks them is new, and its own compiling would be counted as waiting. */
  private static final int SINGLE_WARM_UP_QUESTIONS = 1_500;

  private static final int CONNECTIONS = 16;
  private static final Duration ROUND = Duration.ofSeconds(4);
  private static final String LIMIT = "limit";
  private static final String NEW = "recall_model";

  private final RandomGenerator random;
  private final Consumer<String> progress;
  private final Remembered remembered = Remembered.of(USERS, MEMORIES);
  private final List<Turn> asked = remembered.asked();

  RecallModelBenchmark(RandomGenerator random, Consumer<String> progress) {
    this.random = random;
    this.progress = progress;
  }

  @Override
  public List<Figure> run() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack with the model");
      stack.upAsDeployed(Map.of());
      progress.accept("remembering %,d turns".formatted(remembered.turns().size()));
      try (MnemeClient client =
          new MnemeClient(stack.stack().target(), RetryPolicy.standard(random))) {
        new Pipeline(client).ingestPerSecond(remembered.turns());
      }
      try (FrozenProcesses _ = FrozenProcesses.besidesReads(stack.stack())) {
        return measure(stack.stack());
      }
    }
  }

  private List<Figure> measure(DevStack stack) throws Exception {
    Target reader = stack.reader();
    HttpLoad fresh = new HttpLoad(reader.url(), newQuestions(reader), CONNECTIONS);
    HttpLoad known =
        new HttpLoad(
            reader.url(),
            remembered.recalls(reader.url(), reader.key()).subList(0, 500),
            CONNECTIONS);
    WarmUp.of(NEW, fresh, progress);
    List<Figure> figures = new ArrayList<>();
    try (MnemeClient client = new MnemeClient(reader, RetryPolicy.standard(random))) {
      remembered.check(reader, client);
      progress.accept("recall_model: one question after the other");
      figures.addAll(singly(client));
    }
    progress.accept("recall_model: beside the model alone");
    try (RawEmbedding raw = RawEmbedding.open()) {
      List<String> texts = IntStream.range(0, RAW_QUESTIONS).mapToObj(this::newQuestion).toList();
      Map<String, Double> rates =
          new TurnAbout(progress)
              .with(LIMIT, () -> raw.textsPerSecond(texts))
              .with(NEW, fresh, ROUND)
              .with("recall_model_asked_before", known, ROUND)
              .medians();
      figures.add(
          Figure.of(NEW, rates.getOrDefault(NEW, 0.0), "answers/s")
              .beside(rates.getOrDefault(LIMIT, 0.0)));
      figures.add(
          Figure.of(
              "recall_model_asked_before",
              rates.getOrDefault("recall_model_asked_before", 0.0),
              "answers/s"));
    }
    return figures;
  }

  private List<Figure> singly(MnemeClient client) throws RequestFailed {
    List<Duration> took = new ArrayList<>();
    for (int i = 0; i < SINGLE_WARM_UP_QUESTIONS + SINGLE_QUESTIONS; i++) {
      Turn turn = asked.get(i % asked.size());
      String question = turn.question() + " Tell me, " + i + ".";
      took.add(client.recall(turn.user(), question, Remembered.ANSWERS).took());
    }
    Latencies latencies = Latencies.of(took.subList(SINGLE_WARM_UP_QUESTIONS, took.size()));
    return List.of(
        Figure.of("recall_model p50, one client", latencies.p50(), "ms"),
        Figure.of("recall_model p95, one client", latencies.p95(), "ms"));
  }

  /** Questions of which none is asked twice while a reader remembers it. */
  private List<byte[]> newQuestions(Target reader) {
    List<byte[]> requests = new ArrayList<>(QUESTIONS);
    for (int i = 0; i < QUESTIONS; i++) {
      byte[] body = Remembered.recall(asked.get(i % asked.size()).user(), newQuestion(i));
      requests.add(HttpLoad.post(reader.url(), "/v1/recall", reader.key(), body));
    }
    return requests;
  }

  private String newQuestion(int number) {
    return asked.get(number % asked.size()).question() + " " + number;
  }

  @Override
  public Map<String, String> limits() {
    return Map.of(
        NEW,
        "texts/s of the same model on the same questions; no question is asked twice, so nothing"
            + " of it comes from the memory of recent questions");
  }
}
