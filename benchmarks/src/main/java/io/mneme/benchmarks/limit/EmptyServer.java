package io.mneme.benchmarks.limit;

import io.mneme.devstack.Project;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@link EmptyServerMain} as a process of its own, with the JVM options of a service. */
public final class EmptyServer implements AutoCloseable {
  /** Property: how many users have vectors; without it nothing can be recalled. */
  public static final String USERS = "bench.users";

  /** Property: how many vectors each user has. */
  public static final String MEMORIES = "bench.memories";

  /** Property: what users are called, before their number. */
  public static final String USER_NAME = "bench.user-name";

  /** Property: the Redis that holds ready answers; without it there are none. */
  public static final String REDIS = "bench.redis";

  /** Property: the Kafka that a bare gateway writes to; without it there is none. */
  public static final String KAFKA = "bench.kafka";

  /** Property: the topic it writes to. */
  public static final String TOPIC = "bench.topic";

  private static final Pattern OURS =
      Pattern.compile(
          "(cli|platform|storage|schemas|embedding|dev-stack|tier-migrator|logback)-.*");
  private static final Duration START_MAX = Duration.ofSeconds(30);

  private final Process process;
  private final int port;

  private EmptyServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it; listening when this returns. */
  public static EmptyServer start(String heapMax) throws IOException, InterruptedException {
    return start(heapMax, Map.of());
  }

  /** The same, with what some of its handlers need to be there. */
  public static EmptyServer start(String heapMax, Map<String, String> properties)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Project.java(), "-Xmx" + heapMax, "-XX:+UseSerialGC"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", bareClassPath(), EmptyServerMain.class.getName()));
    command.add(Integer.toString(port));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    EmptyServer server = new EmptyServer(process, port);
    server.awaitListening();
    return server;
  }

  /** The HTTP server without our rooms, which would bring their beans, and without a log. */
  private static String bareClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> !OURS.matcher(Path.of(jar).getFileName().toString()).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws InterruptedException {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (true) {
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IllegalStateException("the empty HTTP server did not start", notYet);
        }
        Thread.sleep(20);
      }
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
