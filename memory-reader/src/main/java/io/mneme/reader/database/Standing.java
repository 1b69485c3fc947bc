package io.mneme.reader.database;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a replica without asking it.
 *
 * @param asOf a moment at which the primary had nothing the replica has not by now; empty while
 *     none is known
 * @param progress what the writer had applied at least; what a replica has it keeps
 */
public record Standing(Optional<Instant> asOf, Map<Integer, Long> progress) {
  static final Standing UNKNOWN = new Standing(Optional.empty(), Map.of());

  /** At most how far behind it is; empty when nobody knows. An idle primary makes no lag. */
  Optional<Duration> lag(Instant now) {
    return asOf.map(moment -> Duration.between(moment, now))
        .map(lag -> lag.isNegative() ? Duration.ZERO : lag);
  }
}
