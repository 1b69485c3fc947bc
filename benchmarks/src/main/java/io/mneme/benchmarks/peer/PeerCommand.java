package io.mneme.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Commands in a peer's folder. */
final class PeerCommand {
  private static final Duration TIME_MAX = Duration.ofMinutes(8);

  private final Path folder;
  private final Map<String, String> environment;

  PeerCommand(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Installs something.
   *
   * @throws PeerMissing when that fails
   */
  void install(String what, List<String> command) throws PeerMissing, InterruptedException {
    try {
      Ended ended = run(command);
      if (ended.exit() != 0) {
        throw new PeerMissing(
            "%s cannot be installed here: %s ended with %d: %s"
                .formatted(
                    what, command.getFirst(), ended.exit(), PeerAnswers.lastLine(ended.printed())));
      }
    } catch (IOException e) {
      throw new PeerMissing("%s cannot be installed here: %s".formatted(what, e.getMessage()));
    }
  }

  /** What it printed, in the end. */
  String print(List<String> command) throws IOException, InterruptedException {
    return run(command).printed();
  }

  /** Puts a file of ours beside what is installed. */
  void put(String resource, String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PeerCommand.class.getResourceAsStream(resource), resource)) {
      Files.copy(in, folder.resolve(name));
    }
  }

  private record Ended(int exit, String printed) {}

  private Ended run(List<String> command) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(TIME_MAX.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("%s took longer than %s".formatted(command.getFirst(), TIME_MAX));
      }
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      process.destroy();
    }
  }
}
