package io.mneme.cli.stack;

import io.mneme.devstack.Project;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data DIR}: which stack is meant. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder. Default: $MNEME_DATA, otherwise .mneme in the project.")
  @Nullable Path data;

  Path folder(Project project) {
    String named = System.getenv().getOrDefault("MNEME_DATA", "");
    Path byDefault = named.isBlank() ? project.root().resolve(".mneme") : Path.of(named);
    return (data == null ? byDefault : data).toAbsolutePath().normalize();
  }
}
