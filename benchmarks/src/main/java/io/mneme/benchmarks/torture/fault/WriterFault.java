package io.mneme.benchmarks.torture.fault;

import io.mneme.benchmarks.torture.world.Service;
import io.mneme.benchmarks.torture.world.World;
import io.mneme.platform.Failpoints;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What can happen to a writer. */
public sealed interface WriterFault extends Fault {

  /** SIGKILL wherever it is; it is started again by itself. */
  record Killed(int writer) implements WriterFault {
    @Override
    public String name() {
      return "writer killed";
    }

    @Override
    public String number() {
      return "F02";
    }

    @Override
    public Duration held() {
      return Duration.ZERO;
    }

    @Override
    public void begin(World world) {
      world.writers().get(writer).kill();
    }

    @Override
    public void end(World world) throws InterruptedException {
      world.writers().get(writer).awaitReady();
    }
  }

  /** SIGKILL; started again, it dies once more at its first batch, between two of its steps. */
  record KilledAt(int writer, String step) implements WriterFault {
    /** The places {@code MNEME_FAILPOINT} can name, as memory-writer's README lists them. */
    public static final List<String> STEPS =
        List.of(
            "after-poll",
            "after-decide",
            "after-embed",
            "before-commit",
            "after-commit",
            "after-redis",
            "after-changes",
            "after-settle",
            "before-offset-commit");

    private static final Duration DEATH_MAX = Duration.ofMinutes(2);

    @Override
    public String name() {
      return "writer killed, again " + step.replace('-', ' ');
    }

    @Override
    public String number() {
      return "F02";
    }

    @Override
    public Duration held() {
      return Duration.ZERO;
    }

    @Override
    public void begin(World world) throws InterruptedException {
      Service service = world.writers().get(writer);
      int before = service.revivals();
      service.killThenReviveWith(Map.of(Failpoints.VARIABLE, step));
      long deadline = System.nanoTime() + DEATH_MAX.toNanos();
      while (service.revivals() < before + 2) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(service.name() + " did not die at " + step);
        }
        Thread.sleep(50);
      }
    }

    @Override
    public void end(World world) throws InterruptedException {
      world.writers().get(writer).awaitReady();
    }
  }

  /** SIGSTOP for longer than its session: another takes over, then it wakes up. */
  record Frozen(int writer) implements WriterFault {
    @Override
    public String name() {
      return "writer frozen, then awake";
    }

    @Override
    public String number() {
      return "F03";
    }

    @Override
    public Duration held() {
      return World.SESSION.multipliedBy(2);
    }

    @Override
    public void begin(World world) {
      world.writers().get(writer).freeze();
    }

    @Override
    public void end(World world) {
      world.writers().get(writer).thaw();
    }
  }

  /** One writer comes and goes. */
  record Storm(int writer, int times) implements WriterFault {
    private static final Duration EVERY = Duration.ofSeconds(3);

    @Override
    public String name() {
      return "rebalance storm";
    }

    @Override
    public String number() {
      return "F29";
    }

    @Override
    public Duration held() {
      return Duration.ZERO;
    }

    @Override
    public void begin(World world) throws InterruptedException {
      Service service = world.writers().get(writer);
      for (int i = 0; i < times; i++) {
        service.stop();
        Thread.sleep(EVERY);
        service.start();
        Thread.sleep(EVERY);
      }
    }

    @Override
    public void end(World world) throws InterruptedException {
      world.writers().get(writer).awaitReady();
    }
  }
}
