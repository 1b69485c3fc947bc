package io.mneme.benchmarks;

import io.mneme.cli.console.Shell;
import io.mneme.schemas.Json;
import java.io.Console;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs a benchmark by name; {@code ./mneme bench} starts it in a process of its own. */
public final class BenchMain {
  private static final int EXIT_USAGE = 2;

  private BenchMain() {}

  /** Arguments: the name, then perhaps {@code --json}, {@code --running}, {@code --events=N}. */
  public static void main(String[] arguments) {
    System.setProperty("logback.configurationFile", "mneme-command-logback.xml");
    boolean watched = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    Shell shell =
        new Shell(System.getenv(), System.in, watched, InstantSource.system(), new SecureRandom());
    try {
      BenchOptions options = BenchOptions.parse(Arrays.asList(arguments));
      Benchmark benchmark =
          Catalogue.find(options, shell, step -> System.err.println("bench: " + step));
      List<Figure> figures = benchmark.run();
      System.out.print(options.json() ? json(figures) : table(figures, benchmark));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(EXIT_USAGE);
    } catch (Exception e) {
      System.err.println("The benchmark failed: " + e.getMessage());
      if (shell.isDebugging()) {
        e.printStackTrace();
      }
      System.exit(1);
    }
  }

  private static String json(List<Figure> figures) throws IOException {
    return Json.mapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(FigureText.json(figures))
        + System.lineSeparator();
  }

  private static String table(List<Figure> figures, Benchmark benchmark) {
    StringBuilder text = new StringBuilder(FigureText.table(figures));
    benchmark
        .limits()
        .forEach((measure, what) ->
            text.append("limit of ")
                .append(measure)
                .append(": ")
                .append(what)
                .append(System.lineSeparator()));
    return text.toString();
  }
}
