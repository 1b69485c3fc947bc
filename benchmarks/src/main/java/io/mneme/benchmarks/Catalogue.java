package io.mneme.benchmarks;

import io.mneme.cli.console.Shell;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Every benchmark by its name. */
final class Catalogue {
  private static final Map<String, Maker> READS =
      Map.of(
          "recall",
          (options, shell, progress) ->
              new SeveralBenchmarks(
                  new RecallBenchmark(shell.random(), progress),
                  new RecallModelBenchmark(shell.random(), progress)),
          "recall-model",
          (options, shell, progress) -> new RecallModelBenchmark(shell.random(), progress),
          "recall-stub",
          (options, shell, progress) -> new RecallBenchmark(shell.random(), progress),
          "outages",
          (options, shell, progress) -> new OutageBenchmark(shell.random(), progress),
          "recall-peers",
          (options, shell, progress) -> new RecallPeersBenchmark(shell.random(), progress),
          "recall-growth",
          (options, shell, progress) ->
              new RecallGrowthBenchmark(shell.random(), options, progress),
          "recall-subjects",
          (options, shell, progress) -> new RecallSubjectsBenchmark(shell.random(), progress));
  private static final Map<String, Maker> OTHERS =
      Map.of(
          "quick",
              (options, shell, progress) -> new QuickBenchmark(shell, options.running(), progress),
          "ingest",
              (options, shell, progress) ->
                  new SeveralBenchmarks(
                      new IngestBenchmark(shell.random(), progress),
                      new WriteCeilingBenchmark(shell.random(), progress),
                      new GatewayBenchmark(progress)),
          "gateway", (options, shell, progress) -> new GatewayBenchmark(progress),
          "rebuild", (options, shell, progress) -> new RebuildBenchmark(shell.random(), progress),
          "writers", (options, shell, progress) -> new WritersBenchmark(shell.random(), progress),
          "ndjson", (options, shell, progress) -> new NdjsonBenchmark(options, progress),
          "bulk", (options, shell, progress) -> new BulkBenchmark(shell, options, progress),
          "bloat", (options, shell, progress) -> new BloatBenchmark(shell, options, progress),
          "tiers", (options, shell, progress) -> new TierPassBenchmark(shell, options, progress));
  private static final Map<String, Maker> MAKERS = new TreeMap<>(OTHERS);

  static {
    MAKERS.putAll(READS);
  }

  private Catalogue() {}

  private interface Maker {
    Benchmark make(BenchOptions options, Shell shell, Consumer<String> progress);
  }

  static String names() {
    return String.join(", ", MAKERS.keySet());
  }

  /**
   * The benchmark of this name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Benchmark find(BenchOptions options, Shell shell, Consumer<String> progress) {
    Maker maker = MAKERS.get(options.name());
    if (maker == null) {
      throw new IllegalArgumentException(
          "There is no benchmark \"%s\"; there are: %s.".formatted(options.name(), names()));
    }
    return maker.make(options, shell, progress);
  }
}
