package io.mneme.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.mneme.cli.client.DevStack;
import io.mneme.cli.console.CommandFailed;
import io.mneme.devstack.DataFolder;
import io.mneme.devstack.Project;
import io.mneme.devstack.StackStatus;
import io.mneme.schemas.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stack of its own in a temporary folder, brought up and down with the commands a person would
 * type, and gone afterwards.
 */
final class StackUnderTest implements AutoCloseable {
  private static final String FOLDER_RIGHTS = "rwxr-xr-x"; // PostgreSQL runs as somebody else

  private static final String JVM_OPTIONS = "MNEME_JVM_OPTIONS";

  /** What the JVM does of itself, and a stack for one's own machine forgoes to start sooner. */
  private static final String AS_DEPLOYED = "-XX:TieredStopAtLevel=4 -XX:CompileThresholdScaling=1";

  private final Project project;
  private final Path data;
  private final Path log;
  private final Thread interrupted;

  private StackUnderTest(Project project, Path data) {
    this.project = project;
    this.data = data;
    this.log = data.resolveSibling(data.getFileName() + ".log");
    this.interrupted = new Thread(this::endQuietly, "stack-end");
  }

  /** A folder for it; nothing is started. */
  static StackUnderTest inTemporaryFolder() throws IOException {
    Path folder =
        Files.createTempDirectory(
            "mneme-bench-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FOLDER_RIGHTS)));
    StackUnderTest stack = new StackUnderTest(Project.find(), folder);
    Runtime.getRuntime().addShutdownHook(stack.interrupted);
    return stack;
  }

  /** Brings it up; returns the time from the command to its end, when everything is ready. */
  Duration up() throws IOException, InterruptedException {
    return mneme(Map.of(), "up", "--detach");
  }

  /**
   * Brings it up to be measured under load: its processes compile as they do where they are
   * deployed, which costs a slower start.
   *
   * @param environment variables for its services
   * @param options for the command
   */
  Duration upAsDeployed(Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("up", "--detach"));
    words.addAll(List.of(options));
    Map<String, String> variables = new HashMap<>(environment);
    variables.put(JVM_OPTIONS, AS_DEPLOYED);
    return mneme(variables, words.toArray(String[]::new));
  }

  /** Ends it; data stay. */
  Duration down() throws IOException, InterruptedException {
    return mneme(Map.of(), "down");
  }

  /** Builds the database again from the log; returns what the command says of it. */
  JsonNode rebuild() throws IOException, InterruptedException {
    mneme(Map.of(), "rebuild", "--json");
    return Json.mapper().readTree(Files.readAllLines(log).getLast());
  }

  private Duration mneme(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(project.root().resolve("mneme").toString());
    command.addAll(List.of(words));
    command.addAll(List.of("--data", data.toString()));
    long start = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    int exit = builder.start().waitFor();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (exit != 0) {
      List<String> said = Files.readAllLines(log);
      throw new CommandFailed(
          "./mneme %s failed: %s".formatted(words[0], said.isEmpty() ? exit : said.getLast()));
    }
    return took;
  }

  /** Where it is, while it is up. */
  DevStack stack() {
    return DevStack.running(Optional.of(data), Map.of());
  }

  /** What runs in it. */
  StackStatus status() {
    return StackStatus.of(data);
  }

  @Override
  public void close() throws IOException {
    end();
    Runtime.getRuntime().removeShutdownHook(interrupted);
  }

  private void end() throws IOException {
    try {
      down();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the stack in " + data + " was ended");
    }
    DataFolder.deleteTree(data);
    Files.deleteIfExists(log);
  }

  /** For Ctrl-C: nothing may be left running. */
  private void endQuietly() {
    try {
      end();
    } catch (IOException | RuntimeException e) {
      System.err.println("The stack in " + data + " may still run: " + e.getMessage());
    }
  }
}
