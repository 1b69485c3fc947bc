package io.mneme.cli.stack;

import io.mneme.devstack.ComponentState;
import io.mneme.devstack.DataFolder;
import io.mneme.devstack.Project;
import io.mneme.devstack.ServerFailed;
import io.mneme.devstack.StackFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code up} in a process of its own that outlives this one. This one shows what it says until it
 * is ready or has failed.
 */
final class Detached {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final Duration READY_MAX = Duration.ofMinutes(5);

  private final Project project;
  private final Path folder;
  private final Path log;

  Detached(Project project, Path folder) {
    this.project = project;
    this.folder = folder;
    this.log = new DataFolder(folder, new SecureRandom()).log("supervisor");
  }

  int start(List<String> options) throws InterruptedException {
    Process supervisor = launch(options);
    long deadline = System.nanoTime() + READY_MAX.toNanos();
    long shown = 0;
    while (true) {
      boolean alive = supervisor.isAlive();
      shown = show(shown);
      if (!alive) {
        return supervisor.exitValue() == 0 ? 1 : supervisor.exitValue();
      }
      if (isReady(supervisor.pid())) {
        show(shown);
        return 0;
      }
      if (System.nanoTime() > deadline) {
        supervisor.destroy();
        throw new ServerFailed(
            "Not ready within " + READY_MAX.toMinutes() + " minutes. The log: " + log);
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private Process launch(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add("setsid");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xlog:disable", archive()));
    command.add(System.getProperty("sun.java.command").split(" ", 2)[0]);
    command.addAll(List.of("up", "--data", folder.toString()));
    command.addAll(options);
    try {
      Files.deleteIfExists(log);
      ProcessBuilder supervisor = new ProcessBuilder(command);
      supervisor.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      return supervisor
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new ServerFailed("The supervisor could not be started.", e);
    }
  }

  /** The same file the launcher uses for an 'up' in the foreground. */
  private String archive() {
    Path file = project.root().resolve("target/mneme-up.jsa");
    return (Files.exists(file) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + file;
  }

  private boolean isReady(long pid) {
    return new StackFile(folder)
        .read()
        .filter(stack -> stack.supervisor().pid() == pid)
        .filter(stack -> stack.state() == ComponentState.READY)
        .isPresent();
  }

  /** Copies what was said since then; returns up to where. */
  private long show(long from) {
    try (RandomAccessFile said = new RandomAccessFile(log.toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.max(0, said.length() - from)];
      said.seek(from);
      said.readFully(bytes);
      System.out.print(new String(bytes, StandardCharsets.UTF_8));
      System.out.flush();
      return from + bytes.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
