package io.mneme.cli.client;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names the data folder of the stack, for commands that do not speak HTTP. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of the stack that runs here; default $MNEME_DATA, else .mneme.")
  private @Nullable Path data;

  /** The folder, if one was named. */
  public Optional<Path> folder() {
    return Optional.ofNullable(data);
  }
}
