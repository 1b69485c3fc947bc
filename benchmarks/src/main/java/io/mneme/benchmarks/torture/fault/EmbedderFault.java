package io.mneme.benchmarks.torture.fault;

import io.mneme.benchmarks.torture.world.EmbeddingEndpoint.Health;
import io.mneme.benchmarks.torture.world.World;
import java.time.Duration;
import java.util.Locale;

/** The embedding endpoint falls ill. */
public record EmbedderFault(Health health, Duration held) implements Fault {

  @Override
  public String name() {
    return "embedder " + health.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public String number() {
    return "F13";
  }

  @Override
  public void begin(World world) {
    world.embedder().become(health);
  }

  @Override
  public void end(World world) {
    world.embedder().become(Health.WELL);
  }
}
