package io.mneme.benchmarks;

import io.mneme.benchmarks.tier.HeldMemories;
import io.mneme.cli.console.ProgressDisplay;
import io.mneme.cli.console.Shell;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a pass of the tier job costs as it holds more memories, with the same number due: the real
 * processor on its real stores, without a broker.
 */
final class TierPassBenchmark implements Benchmark {
  private static final int FEW = 100_000;
  private static final int MANY = 1_000_000;
  private static final int WARM_UP_PASSES = 20;
  private static final int PASSES = 41;
  private static final double GROWTH_MAX = 1.2;

  private final Shell shell;
  private final BenchOptions options;
  private final Consumer<String> progress;

  TierPassBenchmark(Shell shell, BenchOptions options, Consumer<String> progress) {
    int held = options.held();
    if (held != 0 && held < FEW) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "--held must be at least %,d.", FEW));
    }
    this.shell = shell;
    this.options = options;
    this.progress = progress;
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    figures.add(RecallBenchmark.load());
    double few = milliseconds(FEW);
    figures.add(Figure.of("tier_pass_100k", few, "ms"));
    figures.addAll(beside(few, "1m", MANY));
    if (options.held() > 0) {
      figures.addAll(beside(few, Integer.toString(options.held()), options.held()));
    }
    figures.add(RecallBenchmark.load());
    return figures;
  }

  private List<Figure> beside(double few, String name, int held) throws Exception {
    double many = milliseconds(held);
    return List.of(
        Figure.of("tier_pass_" + name, many, "ms").beside(few),
        Figure.of("tier_pass_" + name + "_over_100k", many / few, "times").beside(GROWTH_MAX));
  }

  /** The middle one of many passes, each of which finds as many memories due. */
  private double milliseconds(int held) throws Exception {
    Path state = Files.createTempDirectory("mneme-bench-tiers");
    try (HeldMemories memories = new HeldMemories(state, QuickBenchmark.SEED)) {
      fill(memories, held);
      progress.accept(
          String.format(
              Locale.ROOT,
              "%,d memories held, %,d due in each of %d passes",
              held,
              HeldMemories.DUE_EACH_PASS,
              PASSES));
      Median median = new Median();
      for (int pass = 0; pass < WARM_UP_PASSES + PASSES; pass++) {
        double took = memories.pass().toNanos() / 1e6;
        if (pass >= WARM_UP_PASSES) {
          median.add(took);
        }
      }
      return median.value();
    } finally {
      delete(state);
    }
  }

  private void fill(HeldMemories memories, int held) {
    AtomicLong done = new AtomicLong();
    PrintWriter out = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    long begun = System.nanoTime();
    try (ProgressDisplay _ =
        new ProgressDisplay(out, shell.watched(), () -> line(done.get(), held, begun))) {
      memories.fill(held, done::set);
    }
  }

  private static String line(long done, int held, long begun) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    double left = done == 0 ? 0 : (held - done) * seconds / done;
    return String.format(
        Locale.ROOT,
        "bench: telling the job of memories: %,d of %,d, %d %%, about %.0f s left",
        done,
        held,
        100 * done / held,
        left);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  @Override
  public Map<String, String> limits() {
    return Map.of(
        "tier_pass_1m", "the same pass with 100,000 memories held",
        "tier_pass_1m_over_100k", "the bound: a pass costs what is due, not what is held");
  }
}
