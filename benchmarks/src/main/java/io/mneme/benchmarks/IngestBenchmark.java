package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RetryPolicy;
import io.mneme.devstack.StackFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The write path with the real model: events/s from HTTP to searchable beside the model alone on
 * the same texts, turn about in one run; then how soon one event is searchable at a tenth of that.
 */
final class IngestBenchmark implements Benchmark {
  private static final int TURNS_A_ROUND = 3_000;

  /**
   * Until the compilers of five JVMs have finished on two cores, which they share with the model:
   * after 9,000 turns they still took a seventeenth of both.
   */
  private static final int WARM_UP_TURNS = 8 * TURNS_A_ROUND;

  private static final int USERS = 20;
  private static final int CALM_EVENTS = 900;
  private static final double CALM_SHARE = 0.1;
  private static final double P50 = 0.5;
  private static final double P95 = 0.95;

  private final RandomGenerator random;
  private final Consumer<String> progress;

  IngestBenchmark(RandomGenerator random, Consumer<String> progress) {
    this.random = random;
    this.progress = progress;
  }

  /** Measures a stack of its own; the drawing goes to the progress. */
  @Override
  public List<Figure> run() throws Exception {
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept("starting a stack with the real model");
      stack.upAsDeployed(Map.of());
      try (MnemeClient client =
              new MnemeClient(stack.stack().target(), RetryPolicy.standard(random));
          RawEmbedding raw = RawEmbedding.open()) {
        return measure(new Pipeline(client), raw, writer(stack));
      }
    }
  }

  private List<Figure> measure(Pipeline pipeline, RawEmbedding raw, URI writer) throws Exception {
    TurnRounds turns = new TurnRounds(USERS, WARM_UP_TURNS, TURNS_A_ROUND);
    progress.accept("warming up with %,d turns".formatted(WARM_UP_TURNS));
    pipeline.ingestPerSecond(turns.warmUp());
    Iterator<List<Turn>> toEmbed = turns.rounds();
    Iterator<List<Turn>> toIngest = turns.rounds();
    Map<String, Double> perSecond =
        new TurnAbout(text -> progress.accept("ingest_with_model: " + text))
            .with("the model alone", () -> raw.textsPerSecond(texts(toEmbed.next())))
            .with("ours", () -> pipeline.ingestPerSecond(toIngest.next()))
            .medians();
    double ingested = perSecond.getOrDefault("ours", 0.0);
    double embedded = perSecond.getOrDefault("the model alone", 0.0);
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("ingest_with_model", ingested, "events/s").beside(embedded));
    figures.addAll(
        calm(
            pipeline,
            writer,
            new SampleConversations(QuickBenchmark.SEED + 1).turns(CALM_EVENTS, USERS),
            CALM_SHARE * ingested));
    return figures;
  }

  private static List<String> texts(List<Turn> turns) {
    return turns.stream().map(QuickBenchmark::text).toList();
  }

  private List<Figure> calm(Pipeline pipeline, URI writer, List<Turn> turns, double perSecond)
      throws Exception {
    progress.accept(
        "%d single events at %.0f a second, a tenth of the ceiling"
            .formatted(turns.size(), perSecond));
    SearchableHistogram before = SearchableHistogram.settled(writer);
    pipeline.singly(turns, perSecond);
    SearchableHistogram during = SearchableHistogram.settled(writer).since(before);
    progress.accept("accept to searchable:\n" + during.drawing().stripTrailing());
    return List.of(
        Figure.of("accept_to_searchable_p50", during.millis(P50), "ms"),
        Figure.of("accept_to_searchable_p95", during.millis(P95), "ms"));
  }

  private static URI writer(StackUnderTest stack) {
    return stack.stack().stack().components().stream()
        .filter(component -> component.name().equals("memory-writer"))
        .map(StackFile.Component::url)
        .map(URI::create)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Map<String, String> limits() {
    return Map.of("ingest_with_model", "texts/s of the same model on the same texts, alone");
  }
}
