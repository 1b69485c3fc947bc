package io.mneme.benchmarks.torture.guarantee;

import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.Command;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Promise 10: whatever was down, everything in the log is applied soon after without a hand laid on
 * it, every client gets its answer, and exactly the planned poison is in the dead letters. A letter
 * may be there twice, where somebody died between burying and committing.
 */
public final class OutageLosesNothing implements Guarantee {
  /** How long after the last fault the last record may be applied. */
  public static final Duration RECOVERY_MAX = Duration.ofSeconds(60);

  private final Set<Command> unanswered = new LinkedHashSet<>();
  private final Set<Command> answered = new HashSet<>();
  private final List<String> broken = new ArrayList<>();

  @Override
  public String promise() {
    return "10 an outage loses nothing and dead-letters nothing";
  }

  @Override
  public void onProduce(Attempt attempt) {
    if (attempt.isAcknowledged()) {
      answered.add(attempt.command());
      unanswered.remove(attempt.command());
    } else if (!answered.contains(attempt.command())) {
      unanswered.add(attempt.command());
    }
  }

  @Override
  public void onProcess(Evidence evidence) {
    if (evidence.caughtUp().filter(took -> took.compareTo(RECOVERY_MAX) <= 0).isEmpty()) {
      broken.add(
          "the log was not applied within %d s after the last fault (it took %s)"
              .formatted(
                  RECOVERY_MAX.toSeconds(),
                  evidence.caughtUp().map(Duration::toString).orElse("longer")));
    }
    unanswered.forEach(
        command -> broken.add("key %s was never acknowledged".formatted(command.key())));
    applied(evidence.log(), evidence.kept().ledger());
    buried(evidence);
  }

  private void applied(List<LogRecord> log, Map<UUID, Position> ledger) {
    for (LogRecord record : log) {
      Event event = record.event();
      if (event != null && !record.plannedPoison() && !ledger.containsKey(event.eventId())) {
        broken.add(
            "event %s is in the log at %s and had no effect"
                .formatted(event.eventId(), record.position()));
      }
    }
  }

  private void buried(Evidence evidence) {
    Set<Position> poison =
        evidence.log().stream()
            .filter(LogRecord::plannedPoison)
            .map(LogRecord::position)
            .collect(Collectors.toSet());
    Set<Position> buried = new HashSet<>();
    for (Letter letter : evidence.letters()) {
      if (buried.add(letter.origin()) && !poison.contains(letter.origin())) {
        broken.add(
            "the sound record at %s was given up: %s".formatted(letter.origin(), letter.cause()));
      }
    }
    poison.stream()
        .filter(position -> !buried.contains(position))
        .forEach(position -> broken.add("the poison at %s has no letter".formatted(position)));
    Replay.of(evidence.log())
        .impossible()
        .forEach(position -> broken.add("nobody planned the poison at %s".formatted(position)));
  }

  @Override
  public List<String> doAssert() {
    return List.copyOf(broken);
  }
}
