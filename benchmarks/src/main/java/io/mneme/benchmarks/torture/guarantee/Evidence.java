package io.mneme.benchmarks.torture.guarantee;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Everything that was found when the last fault was over.
 *
 * @param log {@code mneme.events}, each partition in order
 * @param letters {@code mneme.dead-letters}
 * @param kept what PostgreSQL holds
 * @param caughtUp how long after the last fault everything in the log was applied; empty: it was
 *     not
 */
public record Evidence(
    List<LogRecord> log, List<Letter> letters, Kept kept, Optional<Duration> caughtUp) {

  /**
   * What PostgreSQL holds.
   *
   * @param ledger the events that took effect, and the records that did it
   * @param memories of our subjects
   * @param memoriesOfAll how many there are of anybody
   * @param sessions the number each session of a subject holds, by the session's name
   */
  public record Kept(
      Map<UUID, Position> ledger,
      List<Memory> memories,
      long memoriesOfAll,
      Map<Subject, Map<String, Integer>> sessions) {}
}
