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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private static final double NANOS_A_MILLISECOND = 1e6;

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
    Map<Integer, Passes> measured = measured();
    Passes few = Objects.requireNonNull(measured.get(FEW));
    measured.forEach((held, many) -> {
      String name = "tier_pass_" + name(held);
      double took = many.time().value();
      double cpu = many.cpu().value();
      if (held == FEW) {
        figures.add(Figure.of(name, took, "ms"));
        figures.add(Figure.of(name + "_cpu", cpu, "ms"));
      } else {
        double times = took / few.time().value();
        double cpuTimes = cpu / few.cpu().value();
        figures.add(Figure.of(name, took, "ms").beside(few.time().value()));
        figures.add(Figure.of(name + "_cpu", cpu, "ms").beside(few.cpu().value()));
        figures.add(Figure.of(name + "_over_100k", times, "times").beside(GROWTH_MAX));
        figures.add(Figure.of(name + "_over_100k_cpu", cpuTimes, "times").beside(GROWTH_MAX));
      }
    });
    figures.add(RecallBenchmark.load());
    return figures;
  }

  /** What the passes of one size took, milliseconds. */
  private record Passes(Median time, Median cpu) {
    void add(HeldMemories.Took took) {
      time.add(took.time().toNanos() / NANOS_A_MILLISECOND);
      cpu.add(took.cpu().toNanos() / NANOS_A_MILLISECOND);
    }
  }

  private static String name(int held) {
    return switch (held) {
      case FEW -> "100k";
      case MANY -> "1m";
      default -> Integer.toString(held);
    };
  }

  /**
   * The passes of every size, all of which are held at the same time and take turns: a neighbour's
   * noise falls on all of them, and none is measured in a younger process than another.
   */
  private Map<Integer, Passes> measured() throws Exception {
    Map<Integer, HeldMemories> jobs = new LinkedHashMap<>();
    Map<Integer, Passes> passes = new LinkedHashMap<>();
    Path states = Files.createTempDirectory("mneme-bench-tiers");
    try {
      for (int held : sizes()) {
        Path state = Files.createDirectory(states.resolve(Integer.toString(held)));
        HeldMemories memories = new HeldMemories(state, QuickBenchmark.SEED);
        jobs.put(held, memories);
        passes.put(held, new Passes(new Median(), new Median()));
        fill(memories, held);
      }
      progress.accept(
          String.format(
              Locale.ROOT,
              "%,d due in each of %d passes of %s held, by turns",
              HeldMemories.DUE_EACH_PASS,
              PASSES,
              jobs.keySet()));
      for (int pass = 0; pass < WARM_UP_PASSES + PASSES; pass++) {
        for (Map.Entry<Integer, HeldMemories> job : jobs.entrySet()) {
          HeldMemories.Took took = job.getValue().pass();
          if (pass >= WARM_UP_PASSES) {
            Objects.requireNonNull(passes.get(job.getKey())).add(took);
          }
        }
      }
      return passes;
    } finally {
      jobs.values().forEach(HeldMemories::close);
      delete(states);
    }
  }

  private Set<Integer> sizes() {
    Set<Integer> sizes = new LinkedHashSet<>(List.of(FEW, MANY));
    if (options.held() > 0) {
      sizes.add(options.held());
    }
    return sizes;
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
