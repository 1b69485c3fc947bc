package io.mneme.migrator.job;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mneme.schemas.tier.TierMove;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The job's figures: {@code mneme_tier_*}. */
public final class MeteredJob implements JobMetrics {
  private final MeterRegistry meters;
  private final Timer passes;
  private final Map<Integer, Long> waiting = new ConcurrentHashMap<>();

  public MeteredJob(MeterRegistry meters) {
    this.meters = meters;
    this.passes =
        Timer.builder("mneme.tier.pass.duration")
            .description("time a pass of one partition took to decide what was due")
            .register(meters);
    Gauge.builder("mneme.tier.waiting.memories", this, MeteredJob::waitingTotal)
        .description("memories in the due index of this process's partitions, about")
        .register(meters);
  }

  @Override
  public void timed(Runnable pass) {
    passes.record(pass);
  }

  @Override
  public void passed(int partition, long memories) {
    waiting.put(partition, memories);
  }

  @Override
  public void left(int partition) {
    waiting.remove(partition);
  }

  @Override
  public void decided(TierMove move) {
    Counter.builder("mneme.tier.decisions")
        .description("moves decided")
        .tag("from", word(move.from()))
        .tag("to", word(move.to()))
        .tag("reason", word(move.reason()))
        .register(meters)
        .increment();
  }

  private double waitingTotal() {
    return waiting.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
