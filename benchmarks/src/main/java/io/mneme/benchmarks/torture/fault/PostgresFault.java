package io.mneme.benchmarks.torture.fault;

import io.mneme.benchmarks.torture.world.World;
import io.mneme.devstack.PostgresServer;
import io.mneme.devstack.ProcessId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What can happen to PostgreSQL. */
public sealed interface PostgresFault extends Fault {
  Duration READY_MAX = Duration.ofSeconds(60);

  /** SIGQUIT, an immediate shutdown without a checkpoint, and started again after a while. */
  record Stopped(Duration held) implements PostgresFault {
    private static final Duration END_MAX = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofSeconds(15);

    @Override
    public String name() {
      return held.compareTo(LONG) > 0 ? "PostgreSQL away" : "PostgreSQL stopped at once";
    }

    @Override
    public String number() {
      return held.compareTo(LONG) > 0 ? "F07" : "F06";
    }

    @Override
    public void begin(World world) {
      PostgresServer postgres = world.postgres();
      postgres.child().id().signal("QUIT");
      if (postgres.child().waitForExit(END_MAX).isEmpty()) {
        postgres.child().kill();
      }
    }

    @Override
    public void end(World world) {
      world.postgres().restart(READY_MAX);
    }
  }

  /** SIGKILL to the backend that works for a writer: PostgreSQL restarts all of them. */
  record BackendKilled() implements PostgresFault {
    @Override
    public String name() {
      return "PostgreSQL backend killed";
    }

    @Override
    public String number() {
      return "F06";
    }

    @Override
    public Duration held() {
      return Duration.ZERO;
    }

    @Override
    public void begin(World world) {
      ProcessHandle.of(world.postgres().child().id().pid()).stream()
          .flatMap(ProcessHandle::children)
          .filter(child -> title(child).contains("mneme_writer"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no writer has a backend in PostgreSQL"))
          .destroyForcibly();
    }

    /** PostgreSQL writes there for whom a backend works. */
    private static String title(ProcessHandle process) {
      try {
        return Files.readString(
            Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        return ""; // it has ended meanwhile
      }
    }

    @Override
    public void end(World world) {
      world.postgres().waitReady(READY_MAX);
    }
  }

  /** SIGSTOP to all of it: connections stay open and nothing answers. */
  record Frozen(Duration held) implements PostgresFault {
    @Override
    public String name() {
      return "PostgreSQL frozen";
    }

    @Override
    public String number() {
      return "F07";
    }

    @Override
    public void begin(World world) {
      world.postgres().child().freeze();
      backends(world).forEach(backend -> backend.signal("STOP"));
    }

    @Override
    public void end(World world) {
      backends(world).forEach(backend -> backend.signal("CONT"));
      world.postgres().child().thaw();
    }

    private static List<ProcessId> backends(World world) {
      return ProcessHandle.of(world.postgres().child().id().pid()).stream()
          .flatMap(ProcessHandle::children)
          .map(backend -> ProcessId.of(backend.pid()))
          .toList();
    }
  }

  /** PostgreSQL commits, and the line is cut before it can say so. */
  record CommitsUntold(int count) implements PostgresFault {
    @Override
    public String name() {
      return "commits not acknowledged";
    }

    @Override
    public String number() {
      return "F08";
    }

    @Override
    public Duration held() {
      return Duration.ofSeconds(3);
    }

    @Override
    public void begin(World world) {
      world.wire().loseCommits(count);
    }

    @Override
    public void end(World world) {
      world.wire().loseCommits(0);
    }
  }
}
