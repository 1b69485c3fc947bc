package io.mneme.cli.bench;

import io.mneme.cli.console.CommandFailed;
import io.mneme.devstack.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The benchmarks as they are built, started in a process of their own. */
final class BenchmarksJar {
  private BenchmarksJar() {}

  /** Runs a main class in it; returns its exit code. */
  static int run(String main, List<String> arguments) throws IOException, InterruptedException {
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
    command.add(main);
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
