package io.mneme.reader.recall;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mneme.schemas.Position;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.testkit.store.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TierTimesTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TierTimes times = new TierTimes(meters);

  @Test
  void anAnswerCountsForTheColdestTierItWaitedFor() {
    Memory hot = Samples.fact(Samples.ADA, new Position(0, 0), "hot");
    Memory warm = hot.movedTo(Tier.WARM, Samples.MOVED);
    Memory cold = hot.movedTo(Tier.COLD, Samples.MOVED);

    times.served(times.begin(), List.of(hot, cold, warm));
    times.served(times.begin(), List.of(warm, hot));
    times.served(times.begin(), List.of());

    assertThat(count("hot")).isZero();
    assertThat(count("warm")).isEqualTo(1);
    assertThat(count("cold")).isEqualTo(1);
  }

  private long count(String tier) {
    return meters.get("mneme.reader.tier.duration").tag("tier", tier).timer().count();
  }
}
