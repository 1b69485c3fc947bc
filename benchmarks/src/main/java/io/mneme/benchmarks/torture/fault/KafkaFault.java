package io.mneme.benchmarks.torture.fault;

import io.mneme.benchmarks.torture.world.World;
import java.time.Duration;

/** What can happen to the broker. */
public sealed interface KafkaFault extends Fault {

  /** SIGKILL, and started again after a while. */
  record Killed(Duration held) implements KafkaFault {
    private static final Duration READY_MAX = Duration.ofSeconds(60);

    @Override
    public String name() {
      return "broker killed";
    }

    @Override
    public String number() {
      return "F04";
    }

    @Override
    public void begin(World world) {
      world.kafka().child().kill();
    }

    @Override
    public void end(World world) {
      world.kafka().restart(READY_MAX);
    }
  }

  /** SIGSTOP: connections stay open and nothing answers. */
  record Frozen(Duration held) implements KafkaFault {
    @Override
    public String name() {
      return "broker frozen";
    }

    @Override
    public String number() {
      return "F05";
    }

    @Override
    public void begin(World world) {
      world.kafka().child().freeze();
    }

    @Override
    public void end(World world) {
      world.kafka().child().thaw();
    }
  }
}
