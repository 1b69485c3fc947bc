package io.mneme.benchmarks.torture.fault;

import io.mneme.benchmarks.torture.world.World;
import java.time.Duration;

/** SIGKILL to a gateway; it is started again by itself. */
public record GatewayFault(int gateway) implements Fault {

  @Override
  public String name() {
    return "gateway killed";
  }

  @Override
  public String number() {
    return "F01";
  }

  @Override
  public Duration held() {
    return Duration.ZERO;
  }

  @Override
  public void begin(World world) {
    world.gateways().get(gateway).kill();
  }

  @Override
  public void end(World world) throws InterruptedException {
    world.gateways().get(gateway).awaitReady();
  }
}
