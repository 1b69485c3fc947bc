package io.mneme.devstack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The writer's other mode, against a stack that runs: a process that does one piece of work, says
 * on its standard output how far it is, and ends. It ends with this process, and gives way to the
 * services beside it.
 *
 * @param project whose build is run
 * @param data the folder of the stack
 * @param addresses of the stack
 */
public record WriterTask(Project project, Path data, Addresses addresses) {
  private static final String MAIN = "io.mneme.writer.rebuild.RebuildMain";

  /** It holds more at once than a writer does. */
  private static final String HEAP_MAX = "768m";

  /**
   * Runs it.
   *
   * @param arguments for example {@code rebuild}
   * @param environment more variables for it, for example which embedder
   * @param line told each line it says
   * @return what it ended with
   */
  public int run(List<String> arguments, Map<String, String> environment, Consumer<String> line)
      throws InterruptedException {
    Deployable writer = Deployable.WRITER;
    Launch launch =
        new JavaCommand(HEAP_MAX)
            .yielding()
            .environment(addresses.environmentOf(writer))
            .environment(administrator())
            .environment(environment)
            .launch(
                Path.of("").toAbsolutePath(),
                project.deployableJars(writer.module()),
                MAIN,
                arguments.toArray(String[]::new));
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(launch.directory().toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(launch.environment());
    try {
      return watch(builder.start(), line);
    } catch (IOException e) {
      throw new ServerFailed("The writer could not be started: " + e.getMessage() + ".");
    }
  }

  private static int watch(Process process, Consumer<String> line)
      throws IOException, InterruptedException {
    Thread end = Thread.ofPlatform().name("end of task").unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      said.lines().forEach(line);
      return process.waitFor();
    } finally {
      process.destroy();
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }

  private Map<String, String> administrator() {
    return Map.of(
        "MNEME_POSTGRES_ADMIN_USER",
        PostgresServer.SUPERUSER,
        "MNEME_POSTGRES_ADMIN_PASSWORD",
        DataFolder.secretOf(data, PostgresServer.SUPERUSER_SECRET),
        "MNEME_LOG_LEVEL",
        "WARN");
  }

  /** Where the servers of a running stack are, for a task of its writer. */
  public static Addresses addresses(Path data, StackFile.Stack stack) {
    return new Addresses(
        url(stack, "kafka"),
        new Addresses.Postgres(
            url(stack, "postgres"), DataFolder.secretOf(data, Stack.ROLE_PASSWORD)),
        url(stack, "redis"),
        new Addresses.Objects(
            url(stack, "s3"),
            Stack.BUCKET,
            S3Server.ACCESS_KEY,
            DataFolder.secretOf(data, S3Server.SECRET)));
  }

  private static String url(StackFile.Stack stack, String name) {
    return stack.components().stream()
        .filter(component -> component.name().equals(name))
        .map(StackFile.Component::url)
        .findFirst()
        .orElseThrow(() -> new ServerFailed("The stack has no " + name + "; restart it."));
  }
}
