package io.mneme.benchmarks.torture.guarantee;

import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Precondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the log means, worked out a second time and independently of the writer: one record after
 * the other, the simplest way there is.
 */
final class Replay {
  private final Map<UUID, Position> applied = new HashMap<>();
  private final Map<UUID, Expected> memories = new HashMap<>();
  private final Map<Subject, Map<String, Integer>> sessions = new HashMap<>();
  private final Map<String, UUID> writers = new HashMap<>();
  private final List<Position> impossible = new ArrayList<>();
  private final Map<String, Integer> turns = new HashMap<>();

  /**
   * A memory there has to be.
   *
   * @param turn its place in its conversation; -1 for none
   * @param version one more with every correction
   */
  record Expected(Event event, Position position, String text, int turn, long version) {
    Expected corrected(String words) {
      return new Expected(event, position, words, turn, version + 1);
    }
  }

  static Replay of(List<LogRecord> log) {
    Replay replay = new Replay();
    for (LogRecord record : log) {
      Event event = record.event();
      if (record.plannedPoison()) {
        continue;
      }
      if (event == null) {
        replay.impossible.add(record.position());
      } else if (!replay.applied.containsKey(event.eventId())) {
        replay.apply(event, record.position());
      }
    }
    return replay;
  }

  private void apply(Event event, Position position) {
    Subject subject = event.subject();
    switch (event.intent()) {
      case Intent.TurnRecorded turn -> {
        int number = turns.merge(subject.key() + "\n" + turn.conversation(), 1, Integer::sum) - 1;
        memories.put(
            Ids.memory(subject, event.eventId(), 0),
            new Expected(event, position, turn.text(), number, 1));
      }
      case Intent.MemoryAsserted asserted ->
          memories.put(
              Ids.memory(subject, event.eventId(), 0),
              new Expected(event, position, asserted.text(), -1, 1));
      case Intent.MemoryCorrected corrected -> {
        if (!memories.containsKey(corrected.memoryId())) {
          impossible.add(position);
          return;
        }
        memories.computeIfPresent(
            corrected.memoryId(), (_, memory) -> memory.corrected(corrected.text()));
      }
      case Intent.MemoryForgotten forgotten -> memories.remove(forgotten.memoryId());
      case Intent.MemoriesConsolidated _ ->
          throw new IllegalStateException("nobody consolidates while this load runs");
      case Intent.SessionTouched touched -> touch(event, touched);
      case Intent.SubjectErased _ -> {
        memories.values().removeIf(memory -> memory.event().subject().equals(subject));
        sessions.remove(subject);
        writers.keySet().removeIf(session -> session.startsWith(subject.key() + "\n"));
        turns.keySet().removeIf(conversation -> conversation.startsWith(subject.key() + "\n"));
      }
    }
    applied.put(event.eventId(), position);
  }

  /** A run is over long before a state expires. */
  private void touch(Event event, Intent.SessionTouched touched) {
    String session = event.subject().key() + "\n" + touched.session();
    Precondition expects = touched.expects();
    if (expects == null || expects.isMetBy(Optional.ofNullable(writers.get(session)))) {
      writers.put(session, event.eventId());
      sessions
          .computeIfAbsent(event.subject(), _ -> new HashMap<>())
          .put(touched.session(), number(touched.state()));
    }
  }

  /** The number our clients put into a session's state. */
  private static int number(Map<String, Object> state) {
    return state.get("number") instanceof Integer number ? number : -1;
  }

  /** The first record of each event that can have an effect. */
  Map<UUID, Position> applied() {
    return applied;
  }

  /** The memories there have to be, by id. */
  Map<UUID, Expected> memories() {
    return memories;
  }

  /** What each session has to hold. */
  Map<Subject, Map<String, Integer>> sessions() {
    return sessions;
  }

  /** Records that cannot be applied although nobody planned it. */
  Set<Position> impossible() {
    return new HashSet<>(impossible);
  }
}
