package io.mneme.benchmarks;

import io.mneme.cli.console.Shell;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs a benchmark by name; {@code ./mneme bench} starts it in a process of its own. */
public final class BenchMain {
  private static final String JSON = "--json";
  private static final String RUNNING = "--running";
  private static final String QUICK = "quick";
  private static final String INGEST = "ingest";
  private static final String GATEWAY = "gateway";
  private static final String WRITERS = "writers";
  private static final int EXIT_USAGE = 2;

  private BenchMain() {}

  /** Arguments: the name, then perhaps {@code --json} and, for quick, {@code --running}. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("logback.configurationFile", "mneme-command-logback.xml");
    List<String> words = Arrays.asList(arguments);
    if (!words.isEmpty() && words.getFirst().equals("bulk")) {
      BulkBenchmark.main(words.subList(1, words.size()));
      return;
    }
    if (!isUnderstood(words)) {
      System.err.println(
          "There is no benchmark \"%s\"; there are: quick, bulk (--json, --running), ingest, gateway, writers (--json)."
              .formatted(String.join(" ", words)));
      System.exit(EXIT_USAGE);
    }
    Shell shell =
        new Shell(System.getenv(), System.in, false, InstantSource.system(), new SecureRandom());
    try {
      Report report = run(words, shell);
      print(report, words.contains(JSON));
    } catch (Exception e) {
      System.err.println("The benchmark failed: " + e.getMessage());
      if (shell.isDebugging()) {
        e.printStackTrace();
      }
      System.exit(1);
    }
  }

  private static boolean isUnderstood(List<String> words) {
    return !words.isEmpty()
        && Set.of(QUICK, INGEST, GATEWAY, WRITERS).contains(words.getFirst())
        && Set.of(JSON, RUNNING).containsAll(words.subList(1, words.size()))
        && (words.getFirst().equals(QUICK) || !words.contains(RUNNING));
  }

  /** Figures, and what each limit is. */
  private record Report(List<Figure> figures, Map<String, String> limits) {}

  private static Report run(List<String> words, Shell shell) throws Exception {
    Consumer<String> progress = step -> System.err.println("bench: " + step);
    return switch (words.getFirst()) {
      case INGEST -> ingest(shell, progress);
      case GATEWAY -> new Report(new GatewayBenchmark(progress).run(), GatewayBenchmark.limits());
      case WRITERS ->
          new Report(
              new WritersBenchmark(shell.random(), progress).run(), WritersBenchmark.limits());
      default -> quick(words.contains(RUNNING), new QuickBenchmark(shell, progress));
    };
  }

  private static Report ingest(Shell shell, Consumer<String> progress) throws Exception {
    List<Figure> figures = new ArrayList<>(new IngestBenchmark(shell.random(), progress).run());
    figures.addAll(new WriteCeilingBenchmark(shell.random(), progress).run());
    figures.addAll(new GatewayBenchmark(progress).run());
    Map<String, String> limits = new TreeMap<>(IngestBenchmark.limits());
    limits.putAll(WriteCeilingBenchmark.limits());
    limits.putAll(GatewayBenchmark.limits());
    return new Report(figures, limits);
  }

  private static Report quick(boolean running, QuickBenchmark quick) throws Exception {
    return new Report(running ? quick.runOnRunning() : quick.runFresh(), QuickBenchmark.limits());
  }

  private static void print(Report report, boolean asJson) throws IOException {
    if (asJson) {
      System.out.println(
          Json.mapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(FigureText.json(report.figures())));
      return;
    }
    System.out.print(FigureText.table(report.figures()));
    report
        .limits()
        .forEach((measure, what) -> System.out.println("limit of " + measure + ": " + what));
  }
}
