package io.mneme.reader.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;

/** Which database answered, and how far the replicas are behind. */
public final class DatabaseMeters {
  private static final double NANOS_A_SECOND = 1e9;

  private final MeterRegistry meters;
  final Counter replicaAnswered;
  final Counter replicaBehind;
  final Counter replicaFailed;
  final Counter primaryAnswered;
  final Counter primaryFailed;

  public DatabaseMeters(MeterRegistry meters) {
    this.meters = meters;
    this.replicaAnswered = reads("replica", "answered");
    this.replicaBehind = reads("replica", "behind");
    this.replicaFailed = reads("replica", "failed");
    this.primaryAnswered = reads("primary", "answered");
    this.primaryFailed = reads("primary", "failed");
  }

  void follow(Follower follower, InstantSource clock) {
    Gauge.builder(
            "mneme.reader.replica.lag.seconds",
            () ->
                follower
                    .standing()
                    .lag(clock.instant())
                    .map(Duration::toNanos)
                    .map(nanos -> nanos / NANOS_A_SECOND)
                    .orElse(Double.NaN))
        .description("at most how far a replica is behind; NaN while nobody knows")
        .tag("replica", follower.name())
        .strongReference(true)
        .register(meters);
  }

  private Counter reads(String source, String result) {
    return Counter.builder("mneme.reader.database.reads")
        .description(
            "reads by the database they went to: answered, behind (a replica without what was"
                + " needed, asked of the next) or failed")
        .tag("source", source)
        .tag("result", result)
        .register(meters);
  }
}
