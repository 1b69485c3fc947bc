package io.mneme.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./mneme bench}: figures of this machine, each beside the limit measured in the same run.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure this build on this machine, beside what limits it, measured in the same run.",
      "quick: warm start, memory of each process, events/s to searchable, recall latency.",
      "recall: the read path, every level of it beside what it is made of;",
      "  recall-stub, recall-model: its two halves; recall-peers: beside other products;",
      "  recall-growth: as a subject grows; recall-subjects: with ten thousand users.",
      "outages: what recall feels when Redis, PostgreSQL, Kafka or the model falls silent.",
      "ingest: the write path: with the model, without one, and the gateway alone.",
      "gateway: only the last of these.",
      "writers: one writer against three that share the partitions; what an event costs.",
      "rebuild: the database again from the log of 20,000 turns, three times.",
      "bulk: how much later an event is searchable while an import is fed.",
      "ndjson: a million lines in one request, and the gateway's memory meanwhile.",
      "tiers: one pass of the tier job at 100,000 and 1,000,000 memories held.",
      "bloat: what PostgreSQL holds after many moves between tiers."
    },
    footerHeading = "%nExample:%n",
    footer = {"  ./mneme bench quick --json", "  ./mneme bench ingest"})
public final class BenchCommand implements Callable<Integer> {
  private static final String MAIN = "io.mneme.benchmarks.BenchMain";

  @Parameters(paramLabel = "NAME", description = "Which benchmark, by one of the names above.")
  private String name = "";

  @Option(
      names = "--json",
      description = "Print a list of {measure, value, unit, limit, ratio, peer}.")
  private boolean json;

  @Option(
      names = "--running",
      description = "Measure the stack that runs here instead of a fresh one of its own.")
  private boolean running;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "bulk, ndjson: how many events; default 20,000 and a million.")
  private int events;

  @Option(
      names = "--held",
      paramLabel = "N",
      description =
          "tiers: measure with so many memories held as well; recall-growth: up to so many.")
  private int held;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "recall-growth: draw what was measured, as an SVG.")
  private Optional<Path> plot = Optional.empty();

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(name));
    if (json) {
      arguments.add("--json");
    }
    if (running) {
      arguments.add("--running");
    }
    if (events > 0) {
      arguments.add("--events=" + events);
    }
    if (held > 0) {
      arguments.add("--held=" + held);
    }
    plot.ifPresent(file -> arguments.add("--plot=" + file));
    return BenchmarksJar.run(MAIN, arguments);
  }
}
