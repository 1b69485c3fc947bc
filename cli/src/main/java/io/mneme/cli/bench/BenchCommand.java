package io.mneme.cli.bench;

import io.mneme.cli.console.CommandFailed;
import io.mneme.devstack.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      "quick: warm start, memory of each process, events/s to searchable, recall latency."
    },
    footerHeading = "%nExample:%n",
    footer = "  ./mneme bench quick --json")
public final class BenchCommand implements Callable<Integer> {
  private static final String MAIN = "io.mneme.benchmarks.BenchMain";

  @Parameters(paramLabel = "NAME", description = "Which benchmark: quick.")
  private String name = "";

  @Option(
      names = "--json",
      description = "Print a list of {measure, value, unit, limit, ratio, peer}.")
  private boolean json;

  @Option(
      names = "--running",
      description = "Measure the stack that runs here instead of a fresh one of its own.")
  private boolean running;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = Project.find().root().resolve("benchmarks/target");
    Path jar = target.resolve("benchmarks.jar");
    if (!Files.exists(jar)) {
      throw new CommandFailed(
          "The benchmarks are not built: run ./mvnw -q package -DskipTests -pl benchmarks -am first.");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-cp"));
    command.add(jar + File.pathSeparator + target.resolve("lib") + "/*");
    command.addAll(List.of(MAIN, name));
    if (json) {
      command.add("--json");
    }
    if (running) {
      command.add("--running");
    }
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
