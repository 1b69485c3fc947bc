package io.mneme.reader.recall;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mneme.reader.pack.PackCache;
import io.mneme.schemas.memory.MemoryScope;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** The reader's figures: time by stage of a recall, lookups by level of cache, answers by level. */
public final class ReaderMeters {
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(100_000),
    Duration.ofNanos(500_000),
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2)
  };

  private final MeterRegistry meters;
  private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
  private final Map<Degradation.Level, Counter> answers = new EnumMap<>(Degradation.Level.class);
  private final Counter packCurrent;
  private final Counter packBehind;
  private final Counter packMissing;
  private final Counter redisHit;
  private final Counter redisMiss;
  private final Counter revisionHeld;

  public ReaderMeters(MeterRegistry meters) {
    this.meters = meters;
    for (Stage stage : Stage.values()) {
      stages.put(stage, timer(meters, stage));
    }
    for (Degradation.Level level : Degradation.Level.values()) {
      answers.put(
          level,
          Counter.builder("mneme.reader.answers")
              .description("recalls answered, by level of the degradation ladder")
              .tag("level", level.name())
              .register(meters));
    }
    this.packCurrent = lookups(meters, "l1", "hit");
    this.packBehind = lookups(meters, "l1", "behind");
    this.packMissing = lookups(meters, "l1", "miss");
    this.redisHit = lookups(meters, "l2", "hit");
    this.redisMiss = lookups(meters, "l2", "miss");
    this.revisionHeld = lookups(meters, "l2", "held");
  }

  /** From now on the sizes of the scopes of many users that are held are told. */
  public void watch(PackCache packs) {
    for (MemoryScope scope : List.of(MemoryScope.SHARED, MemoryScope.GLOBAL)) {
      Gauge.builder("mneme.reader.scope.memories", packs, held -> held.largest(scope))
          .description("memories in the largest pack held of what many users may know")
          .tag("scope", scope.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
  }

  /** Does a stage's work and remembers how long it took. */
  <T> T time(Stage stage, Supplier<T> work) {
    Timer.Sample sample = Timer.start();
    try {
      return work.get();
    } finally {
      sample.stop(Objects.requireNonNull(stages.get(stage)));
    }
  }

  /** A pack was wanted at a revision, and held at this one or not at all. */
  void pack(Optional<Long> held, long wanted) {
    if (held.isEmpty()) {
      packMissing.increment();
    } else if (held.get() >= wanted) {
      packCurrent.increment();
    } else {
      packBehind.increment();
    }
  }

  /** Redis was asked for a revision. */
  void redis(boolean known) {
    (known ? redisHit : redisMiss).increment();
  }

  /** Redis did not have to be asked. */
  void held() {
    revisionHeld.increment();
  }

  /** A recall was answered on this level. */
  void answered(Degradation.Level level) {
    Objects.requireNonNull(answers.get(level)).increment();
  }

  private static Timer timer(MeterRegistry meters, Stage stage) {
    return Timer.builder("mneme.reader.recall.duration")
        .description("time of a recall, by stage")
        .tag("stage", stage.name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(BUCKETS)
        .register(meters);
  }

  private static Counter lookups(MeterRegistry meters, String level, String result) {
    return Counter.builder("mneme.reader.cache.lookups")
        .description(
            "l1: the pack in memory was current, behind or missing; l2: Redis knew the revision or"
                + " not, or its last word was held")
        .tag("level", level)
        .tag("result", result)
        .register(meters);
  }

  /** What a recall spends its time on. */
  enum Stage {
    /** Finding or advancing the pack. */
    PACK,
    /** The question's vector. */
    EMBED,
    /** Reading the cold memories that may matter. */
    THAW,
    /** Scoring and fusing. */
    RANK
  }
}
