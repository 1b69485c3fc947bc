package io.mneme.reader.recall;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.Remembered;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.tier.Tier;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryFilterTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final Memory memory =
      Remembered.text("tea")
          .turn("kitchen", 0)
          .at("2026-01-01T12:00:00Z")
          .in(Tier.WARM)
          .with(Map.of("channel", "web", "priority", 3))
          .memory();

  @Test
  void noFilterLetsEverythingThrough() {
    assertThat(MemoryFilter.ALL.test(memory)).isTrue();
  }

  @Test
  void everyConditionMustHold() {
    MemoryFilter all =
        new MemoryFilter(
            MemoryKind.EPISODIC,
            "kitchen",
            NOON,
            NOON.plusSeconds(1),
            Map.of("channel", "web", "priority", 3),
            Set.of(Tier.HOT, Tier.WARM));

    assertThat(all.test(memory)).isTrue();
    assertThat(filter().kind(MemoryKind.SEMANTIC).test(memory)).isFalse();
    assertThat(filter().conversation("garden").test(memory)).isFalse();
    assertThat(filter().tiers(Set.of(Tier.COLD)).test(memory)).isFalse();
    assertThat(filter().metadata(Map.of("priority", "3")).test(memory)).isFalse();
    assertThat(filter().metadata(Map.of("colour", "red")).test(memory)).isFalse();
  }

  @Test
  void fromIsIncludedAndToIsNot() {
    assertThat(filter().from(NOON).test(memory)).isTrue();
    assertThat(filter().from(NOON.plusNanos(1)).test(memory)).isFalse();
    assertThat(filter().to(NOON).test(memory)).isFalse();
    assertThat(filter().to(NOON.plusNanos(1)).test(memory)).isTrue();
  }

  private static Builder filter() {
    return new Builder();
  }

  /** One condition at a time. */
  private static final class Builder {
    MemoryFilter kind(MemoryKind kind) {
      return new MemoryFilter(kind, null, null, null, Map.of(), Set.of());
    }

    MemoryFilter conversation(String conversation) {
      return new MemoryFilter(null, conversation, null, null, Map.of(), Set.of());
    }

    MemoryFilter from(Instant from) {
      return new MemoryFilter(null, null, from, null, Map.of(), Set.of());
    }

    MemoryFilter to(Instant to) {
      return new MemoryFilter(null, null, null, to, Map.of(), Set.of());
    }

    MemoryFilter metadata(Map<String, Object> metadata) {
      return new MemoryFilter(null, null, null, null, metadata, Set.of());
    }

    MemoryFilter tiers(Set<Tier> tiers) {
      return new MemoryFilter(null, null, null, null, Map.of(), tiers);
    }
  }
}
