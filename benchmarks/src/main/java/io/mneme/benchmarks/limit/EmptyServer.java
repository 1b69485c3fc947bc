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
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@link EmptyServerMain} as a process of its own, with the JVM options of a service. */
public final class EmptyServer implements AutoCloseable {
  private static final Pattern OURS =
      Pattern.compile("(cli|platform|storage|schemas|embedding|dev-stack|logback)-.*");
  private static final Duration START_MAX = Duration.ofSeconds(30);

  private final Process process;
  private final int port;

  private EmptyServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it; listening when this returns. */
  public static EmptyServer start(String heapMax) throws IOException, InterruptedException {
    int port = freePort();
    Process process =
        new ProcessBuilder(
                List.of(
                    Project.java(),
                    "-Xmx" + heapMax,
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    bareClassPath(),
                    EmptyServerMain.class.getName(),
                    Integer.toString(port)))
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
