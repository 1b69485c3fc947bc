package io.mneme.cli.bench;

import io.mneme.cli.console.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./mneme torture}: kills, freezes and restarts a stack of its own under load. */
@Command(
    name = "torture",
    mixinStandardHelpOptions = true,
    description = {
      "Hurt a stack of its own under load, and hold every promise against what is left.",
      "Processes are killed, frozen and started again; the embedder falls ill; poison and",
      "duplicates come in. Exit code 1 and a sentence when a promise is broken."
    },
    footerHeading = "%nExample:%n",
    footer = "  ./mneme torture --minutes 5 --seed 7")
public final class TortureCommand implements Callable<Integer> {
  private static final String MAIN = "io.mneme.benchmarks.torture.TortureMain";
  private static final long SEEDS = 1_000_000;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long faults come; without it each essential one once, about a minute.")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Repeats a run; without it a new one is chosen and printed.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      defaultValue = "torture",
      description = "Where report.md, history.ndjson and plot.svg go (default: ${DEFAULT-VALUE}).")
  private Path report = Path.of("torture");

  private final Shell shell;

  /**
   * The command.
   *
   * @param shell where a new seed comes from
   */
  public TortureCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    long chosen = seed.orElseGet(() -> shell.random().nextLong(SEEDS));
    return BenchmarksJar.run(
        MAIN, List.of(Integer.toString(minutes), Long.toString(chosen), report.toString()));
  }
}
