package io.mneme.devstack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One operating-system process of ours: started, watched, frozen, killed, started again. It writes
 * to its own log file and ends with this process, whatever this process dies of.
 */
public final class Child {
  private static final long LOG_BYTES_MAX = 16L * 1024 * 1024;
  private static final int LAST_WORDS_BYTES_MAX = 64 * 1024;

  /** How a service of ours says in one line why it gave up. */
  private static final String COULD_NOT_START = " could not start: ";

  private final String name;
  private final Path log;
  private final Reaper reaper;
  private @Nullable Process process;
  private @Nullable ProcessId id;
  private String stopSignal = "TERM";
  private long logBytesBefore;

  Child(String name, Path log, Reaper reaper) {
    this.name = name;
    this.log = log;
    this.reaper = reaper;
  }

  public String name() {
    return name;
  }

  /** Where its output goes. */
  public Path log() {
    return log;
  }

  synchronized void start(Launch launch) {
    if (isRunning()) {
      throw new IllegalStateException(name + " is running already");
    }
    try {
      rollLog();
      logBytesBefore = Files.exists(log) ? Files.size(log) : 0;
      // a session of its own: Ctrl-C in the terminal reaches us, and we end it in order
      List<String> command = new ArrayList<>(List.of("setsid"));
      command.addAll(launch.command());
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(launch.directory().toFile())
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(launch.environment());
      stopSignal = launch.stopSignal();
      Process started = builder.start();
      process = started;
      ProcessId identity = ProcessId.of(started.pid());
      id = identity;
      reaper.watch(identity);
    } catch (IOException e) {
      throw new ServerFailed(name + " could not be started: " + e.getMessage() + ".", log);
    }
  }

  private void rollLog() throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Whether it runs; a frozen process does. */
  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** The process started last. */
  public synchronized ProcessId id() {
    if (id == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return id;
  }

  /** What it ended with: its exit code, or 128 + the signal. Empty while it runs. */
  public synchronized OptionalInt exitCode() {
    return process == null || process.isAlive()
        ? OptionalInt.empty()
        : OptionalInt.of(process.exitValue());
  }

  /** Why it did not start, where it said so itself since it was started last. */
  public synchronized Optional<String> lastWords() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(logBytesBefore, file.length() - LAST_WORDS_BYTES_MAX);
      byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(COULD_NOT_START))
          .reduce((earlier, later) -> later);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Waits for it to end by itself. */
  public OptionalInt waitForExit(Duration timeout) {
    Process current = current();
    if (current != null) {
      await(current, timeout);
    }
    return exitCode();
  }

  /** Asks it to end in order, and makes it end when it has not within the grace. */
  public void stop(Duration grace) {
    Process current = current();
    if (current == null || !current.isAlive()) {
      return;
    }
    thaw();
    id().signal(stopSignal);
    if (!await(current, grace)) {
      kill();
    }
  }

  /** Ends it at once (SIGKILL), as a crash would, and waits until it is gone. */
  public void kill() {
    Process current = current();
    if (current != null && current.isAlive()) {
      current.destroyForcibly();
      await(current, Duration.ofSeconds(30));
    }
  }

  /** Stops its clock (SIGSTOP): connections stay open and nothing answers. */
  public void freeze() {
    id().signal("STOP");
  }

  /** Lets it go on (SIGCONT). */
  public void thaw() {
    id().signal("CONT");
  }

  private synchronized @Nullable Process current() {
    return process;
  }

  private static boolean await(Process process, Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
