package io.mneme.benchmarks;

import io.mneme.cli.console.Shell;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Runs a benchmark by name; {@code ./mneme bench} starts it in a process of its own. */
public final class BenchMain {
  private static final String JSON = "--json";
  private static final String RUNNING = "--running";
  private static final int EXIT_USAGE = 2;

  private BenchMain() {}

  /** Arguments: the name, then perhaps {@code --json} and {@code --running}. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("logback.configurationFile", "mneme-command-logback.xml");
    List<String> words = Arrays.asList(arguments);
    if (words.isEmpty()
        || !words.getFirst().equals("quick")
        || !Set.of(JSON, RUNNING).containsAll(words.subList(1, words.size()))) {
      System.err.println(
          "There is no benchmark \"%s\"; there is: quick (--json, --running)."
              .formatted(String.join(" ", words)));
      System.exit(EXIT_USAGE);
    }
    Shell shell =
        new Shell(System.getenv(), System.in, false, InstantSource.system(), new SecureRandom());
    try {
      QuickBenchmark quick =
          new QuickBenchmark(shell, step -> System.err.println("bench: " + step));
      print(
          words.contains(RUNNING) ? quick.runOnRunning() : quick.runFresh(), words.contains(JSON));
    } catch (Exception e) {
      System.err.println("The benchmark failed: " + e.getMessage());
      if (shell.isDebugging()) {
        e.printStackTrace();
      }
      System.exit(1);
    }
  }

  private static void print(List<Figure> figures, boolean asJson) throws IOException {
    if (asJson) {
      System.out.println(
          Json.mapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(FigureText.json(figures)));
      return;
    }
    System.out.print(FigureText.table(figures));
    QuickBenchmark.limits()
        .forEach((measure, what) -> System.out.println("limit of " + measure + ": " + what));
  }
}
