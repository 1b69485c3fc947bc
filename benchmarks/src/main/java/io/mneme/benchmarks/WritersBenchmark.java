package io.mneme.benchmarks;

import io.mneme.benchmarks.SampleConversations.Turn;
import io.mneme.cli.client.MnemeClient;
import io.mneme.cli.client.RetryPolicy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One writer against three that share the partitions, without a model: what sharing itself costs,
 * and what an event costs each component. On a machine that one writer fills, three can only be as
 * fast as one.
 */
final class WritersBenchmark implements Benchmark {
  private static final int[] WRITERS = {1, 3};

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
    Measured first = null;
    for (int writers : WRITERS) {
      Measured measured = measured(writers);
      figures.addAll(measured.beside(first == null ? measured : first));
      first = first == null ? measured : first;
    }
    return figures;
  }

  /**
   * What so many writers did.
   *
   * @param eventsPerSecond the median of the rounds
   * @param microsAnEvent processor time by component, of all rounds
   */
  private record Measured(int writers, double eventsPerSecond, Map<String, Double> microsAnEvent) {

    List<Figure> beside(Measured other) {
      String name = "writers_" + writers;
      List<Figure> figures = new ArrayList<>();
      figures.add(Figure.of(name, eventsPerSecond, "events/s").beside(other.eventsPerSecond));
      microsAnEvent.forEach((component, micros) ->
          figures.add(
              Figure.of(name + ", processor time of " + component, micros, "us/event")
                  .beside(other.microsAnEvent.getOrDefault(component, 0.0))));
      return figures;
    }
  }

  private Measured measured(int writers) throws Exception {
    TurnRounds turns = WriteCeilingBenchmark.turns();
    try (StackUnderTest stack = StackUnderTest.inTemporaryFolder()) {
      progress.accept(
          "starting a stack with %d writer(s) and the stub embedder".formatted(writers));
      stack.upAsDeployed(Map.of("MNEME_EMBEDDER", "stub"), "--writers", Integer.toString(writers));
      try (MnemeClient client =
          new MnemeClient(stack.stack().target(), RetryPolicy.standard(random))) {
        Pipeline pipeline = new Pipeline(client);
        progress.accept("%d writer(s), warming up".formatted(writers));
        pipeline.ingestPerSecond(turns.warmUp());
        ProcessorTime before = ProcessorTime.of(stack.stack());
        Iterator<List<Turn>> rounds = turns.rounds();
        Median median = new Median();
        while (rounds.hasNext()) {
          double perSecond = pipeline.ingestPerSecond(rounds.next());
          median.add(perSecond);
          progress.accept("%d writer(s): %,.0f".formatted(writers, perSecond));
        }
        return new Measured(
            writers,
            median.value(),
            ProcessorTime.of(stack.stack()).microsEachSince(before, turns.turnsOfAllRounds()));
      }
    }
  }

  @Override
  public Map<String, String> limits() {
    return Map.of("writers_3", "one writer on the same machine");
  }
}
