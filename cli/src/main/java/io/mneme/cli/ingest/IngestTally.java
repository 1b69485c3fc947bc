package io.mneme.cli.ingest;

import io.mneme.cli.client.RecordedEvents.Accepted;
import io.mneme.cli.client.RecordedEvents.Queued;
import io.mneme.schemas.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What became of every event so far. Written by several threads. */
public final class IngestTally {
  static final int PROBLEMS_KEPT_MAX = 5;

  private final Map<String, Set<UUID>> accepted = new HashMap<>();
  private final Map<Integer, Position> last = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private long acceptedEvents;
  private long rejectedEvents;

  synchronized void accepted(OutgoingEvent event, Accepted answer) {
    acceptedEvents++;
    accepted.computeIfAbsent(event.user(), _ -> new HashSet<>()).add(answer.eventId());
    last.merge(
        answer.position().partition(),
        answer.position(),
        (one, other) -> one.offset() > other.offset() ? one : other);
  }

  synchronized void queued(OutgoingEvent event, Queued answer) {
    acceptedEvents++;
    accepted.computeIfAbsent(event.user(), _ -> new HashSet<>()).add(answer.eventId());
  }

  synchronized void rejected(long number, String reason) {
    rejectedEvents++;
    if (problems.size() < PROBLEMS_KEPT_MAX) {
      problems.add("event " + number + ": " + reason);
    }
  }

  /** Events the gateway took. */
  public synchronized long acceptedEvents() {
    return acceptedEvents;
  }

  /** Events it did not take, or that could not be sent. */
  public synchronized long rejectedEvents() {
    return rejectedEvents;
  }

  synchronized long seenEvents() {
    return acceptedEvents + rejectedEvents;
  }

  /** What was wrong with the first of the rejected. */
  public synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  /** The last position in each partition: when these are applied, everything is. */
  public synchronized List<Position> lastPositions() {
    return List.copyOf(last.values());
  }

  /** Ids of what was accepted of a user; two equal keys give one id. */
  public synchronized Set<UUID> acceptedOf(String user) {
    return Set.copyOf(accepted.getOrDefault(user, Set.of()));
  }
}
