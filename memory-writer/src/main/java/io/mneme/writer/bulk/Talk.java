package io.mneme.writer.bulk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether anybody but us has written to some partitions of late. Nobody has to tell: what one grew
 * by and we did not feed is somebody's. A subject has the same partition in the waiting room and in
 * the log, so other feeders write to other partitions.
 */
final class Talk {
  private final InstantSource clock;
  private final Duration quietAfter;
  private final Map<Integer, Long> expected = new HashMap<>();
  private final Map<Integer, Instant> heardAt = new HashMap<>();

  /**
   * None heard so far.
   *
   * @param quietAfter how long after the last of others' records they count as silent
   */
  Talk(InstantSource clock, Duration quietAfter) {
    this.clock = clock;
    this.quietAfter = quietAfter;
  }

  /**
   * Looks.
   *
   * @param written by partition, how many records there ever were
   */
  void look(Map<Integer, Long> written) {
    written.forEach((partition, records) -> {
      Long before = expected.put(partition, records);
      if (before != null && records > before) {
        heardAt.put(partition, clock.instant());
      }
    });
  }

  /** One of the records in this partition will be ours. */
  void fed(int partition) {
    expected.computeIfPresent(partition, (_, records) -> records + 1);
  }

  /** In any of them. */
  boolean isHeard(Collection<Integer> partitions) {
    Instant quietSince = clock.instant().minus(quietAfter);
    return partitions.stream()
        .anyMatch(partition -> heardAt.getOrDefault(partition, Instant.MIN).isAfter(quietSince));
  }
}
