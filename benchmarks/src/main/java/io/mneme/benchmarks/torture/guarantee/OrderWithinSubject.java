package io.mneme.benchmarks.torture.guarantee;

import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.Command;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Promise 3: what a client sent after an acknowledgement stands behind it in the log, and took
 * effect in the log's order: turns are numbered without a gap, the last words are the words.
 */
public final class OrderWithinSubject implements Guarantee {
  private final Map<Subject, TreeMap<Integer, Command>> acknowledged = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  @Override
  public String promise() {
    return "3 a subject's events apply in order";
  }

  @Override
  public void onProduce(Attempt attempt) {
    if (attempt.isAcknowledged()) {
      Command command = attempt.command();
      acknowledged
          .computeIfAbsent(command.subject(), _ -> new TreeMap<>())
          .put(command.number(), command);
    }
  }

  @Override
  public void onProcess(Evidence evidence) {
    Replay replay = Replay.of(evidence.log());
    acknowledged.forEach((subject, commands) -> inOrder(subject, commands, replay));
    for (Memory memory : evidence.kept().memories()) {
      Replay.Expected expected = replay.memories().get(memory.memoryId());
      if (expected != null) {
        compare(memory, expected);
      }
    }
    replay
        .sessions()
        .forEach((subject, sessions) -> {
          Map<String, Integer> found = evidence.kept().sessions().getOrDefault(subject, Map.of());
          if (!found.equals(sessions)) {
            broken.add(
                "the sessions of %s are %s, the last states sent are %s"
                    .formatted(subject.key(), found, sessions));
          }
        });
  }

  private void inOrder(Subject subject, Map<Integer, Command> commands, Replay replay) {
    Position before = null;
    for (Command command : commands.values()) {
      Position position = replay.applied().get(command.eventId());
      if (position == null) {
        continue; // another promise's complaint
      }
      if (before != null
          && (before.partition() != position.partition() || before.offset() >= position.offset())) {
        broken.add(
            "command %d of %s stands at %s, the one before it at %s"
                .formatted(command.number(), subject.key(), position, before));
      }
      before = position;
    }
  }

  private void compare(Memory memory, Replay.Expected expected) {
    int turn = Objects.requireNonNullElse(memory.content().turn(), -1);
    if (turn != expected.turn()) {
      broken.add(
          "memory %s is turn %d of its conversation, it was spoken as %d"
              .formatted(memory.memoryId(), turn, expected.turn()));
    }
    if (!memory.content().text().equals(expected.text())) {
      broken.add("memory %s has other words than the last ones".formatted(memory.memoryId()));
    }
    if (memory.version() != expected.version()) {
      broken.add(
          "memory %s is version %d, it was changed to %d"
              .formatted(memory.memoryId(), memory.version(), expected.version()));
    }
  }

  @Override
  public List<String> doAssert() {
    return List.copyOf(broken);
  }
}
