package io.mneme.writer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Intent;
import io.mneme.storage.write.Batch.Verdict;
import io.mneme.writer.derive.Derived;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The writer's figures. The only part of it that looks at a clock. */
final class WriterMetrics {
  private static final Duration SEARCHABLE_MIN = Duration.ofMillis(5);
  private static final Duration SEARCHABLE_MAX = Duration.ofSeconds(60);

  private final MeterRegistry meters;
  private final InstantSource clock;
  private final DistributionSummary batchRecords;
  private final Timer searchable;
  private final Counter overtaken;
  private final Counter cacheFailures;

  WriterMetrics(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
    this.batchRecords =
        DistributionSummary.builder("mneme.writer.batch.records")
            .description("records stored by one transaction")
            .register(meters);
    this.searchable =
        Timer.builder("mneme.writer.searchable.duration")
            .description("from the gateway's acceptance until readers can find it")
            .publishPercentileHistogram()
            .minimumExpectedValue(SEARCHABLE_MIN)
            .maximumExpectedValue(SEARCHABLE_MAX)
            .register(meters);
    this.overtaken =
        Counter.builder("mneme.writer.overtaken")
            .description("batches decided again because what they were decided on had changed")
            .register(meters);
    this.cacheFailures =
        Counter.builder("mneme.writer.cache.failures")
            .description("times the cache could not be told")
            .register(meters);
  }

  /** The parts of handling a batch. */
  enum Stage {
    DERIVE,
    EMBED,
    STORE,
    ANNOUNCE
  }

  /** Work that may fail in one way. */
  interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /** Does the work and takes its time. */
  <T, E extends Exception> T timed(Stage stage, Work<T, E> work) throws E {
    Timer.Sample sample = Timer.start(meters);
    try {
      return work.run();
    } finally {
      sample.stop(
          Timer.builder("mneme.writer.stage.duration")
              .description("time a batch spends in each stage")
              .tag("stage", stage.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  /** Counts each entry of a stored batch once, by what it was and what became of it. */
  void committed(List<Entry> entries, Derived derived) {
    batchRecords.record(entries.size());
    Map<Position, String> outcomes = outcomes(derived);
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.Hopeless hopeless -> event("unknown", "dead_letter");
        case Entry.Legible legible -> {
          String type = typeOf(legible.placed().event().intent());
          event(type, outcomes.getOrDefault(legible.position(), "duplicate"));
        }
      }
    }
  }

  /** A write of a session that expected another state was decided like any other, and refused. */
  private static Map<Position, String> outcomes(Derived derived) {
    Map<Position, String> outcomes = new HashMap<>();
    derived.ledger().forEach(entry -> outcomes.put(entry.position(), "applied"));
    for (Verdict verdict : derived.verdicts()) {
      if (!verdict.eventId().equals(verdict.current())) {
        outcomes.put(verdict.position(), "refused");
      }
    }
    derived.refusals().forEach(refusal -> outcomes.put(refusal.position(), "dead_letter"));
    return outcomes;
  }

  private void event(String type, String outcome) {
    Counter.builder("mneme.writer.events")
        .description("events by type and what became of them")
        .tag("type", type)
        .tag("outcome", outcome)
        .register(meters)
        .increment();
  }

  /** These events can be found from now on. */
  void searchable(List<Instant> acceptedAt) {
    Instant now = clock.instant();
    acceptedAt.forEach(accepted -> searchable.record(Duration.between(accepted, now)));
  }

  void overtaken() {
    overtaken.increment();
  }

  void cacheFailed() {
    cacheFailures.increment();
  }

  private static String typeOf(Intent intent) {
    return switch (intent) {
      case Intent.TurnRecorded turn -> "turn_recorded";
      case Intent.MemoryAsserted asserted -> "memory_asserted";
      case Intent.MemoryCorrected corrected -> "memory_corrected";
      case Intent.MemoryForgotten forgotten -> "memory_forgotten";
      case Intent.MemoriesConsolidated consolidated -> "memories_consolidated";
      case Intent.SessionTouched touched -> "session_touched";
      case Intent.SubjectErased erased -> "subject_erased";
    };
  }
}
