package io.mneme.reader.recall;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How long answers took by where their memories lay: {@code mneme_reader_tier_duration_seconds}. An
 * answer from several tiers counts for the coldest of them, which is the one that was waited for.
 */
public final class TierTimes {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(35),
    Duration.ofMillis(50),
    Duration.ofMillis(85),
    Duration.ofMillis(150),
    Duration.ofMillis(300),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5)
  };

  private final Map<Tier, Timer> timers = new EnumMap<>(Tier.class);

  public TierTimes(MeterRegistry meters) {
    for (Tier tier : Tier.values()) {
      timers.put(
          tier,
          Timer.builder("mneme.reader.tier.duration")
              .description("time of an answer, by the coldest tier its memories lay in")
              .tag("tier", tier.name().toLowerCase(Locale.ROOT))
              .serviceLevelObjectives(BUCKETS)
              .register(meters));
    }
  }

  /** An answer begins. */
  public Timer.Sample begin() {
    return Timer.start();
  }

  /** It holds these; one that holds nothing came from no tier and is not counted. */
  public void served(Timer.Sample begun, List<Memory> memories) {
    memories.stream()
        .map(Memory::tier)
        .max(Comparator.comparingInt(TierTimes::depth))
        .ifPresent(tier -> begun.stop(Objects.requireNonNull(timers.get(tier))));
  }

  private static int depth(Tier tier) {
    return switch (tier) {
      case HOT -> 0;
      case WARM -> 1;
      case COLD -> 2;
    };
  }
}
