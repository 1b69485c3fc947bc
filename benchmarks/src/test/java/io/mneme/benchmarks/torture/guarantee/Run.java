package io.mneme.benchmarks.torture.guarantee;

import io.mneme.benchmarks.torture.history.Answer;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.Command;
import io.mneme.benchmarks.torture.history.Deed;
import io.mneme.benchmarks.torture.history.Look;
import io.mneme.benchmarks.torture.history.Look.Seen;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A small run in which everything went well: three turns, a correction of the first, a session, a
 * planned poison with its letter, and the second turn's record a second time. Tests break it.
 */
final class Run {
  static final Subject ANA = new Subject("dev", "ana");
  static final Position POISON = new Position(0, 3);

  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  final List<Attempt> attempts = new ArrayList<>();
  final List<Look> looks = new ArrayList<>();
  final List<LogRecord> log = new ArrayList<>();
  final List<Letter> letters = new ArrayList<>();
  final Map<UUID, Position> ledger = new HashMap<>();
  final List<Memory> memories = new ArrayList<>();
  final Map<Subject, Map<String, Integer>> sessions = new HashMap<>();
  long strangers;
  Optional<Duration> caughtUp = Optional.of(Duration.ofSeconds(1));

  Run() {
    turn(0);
    turn(1);
    turn(2);
    log.add(new LogRecord(POISON, null, true));
    letters.add(new Letter(POISON, "expected an object"));
    log.add(new LogRecord(new Position(0, 4), event(1), false));
    applied(3, new Position(0, 5));
    memories.set(0, memory(0, 0, "three", 2));
    applied(4, new Position(0, 6));
    sessions.put(ANA, Map.of("s", 4));
    looks.add(look(0, 0, "turn 0"));
    looks.add(look(2, 0, "turn 0"));
    looks.add(look(2, 2, "turn 2"));
    looks.add(look(3, 0, "three"));
    looks.add(new Look.AtSession(command(4), 0, "s", new Seen.Shown(true, "4")));
  }

  /** An answer that says it knows a command, about the memory of a turn. */
  static Look look(int after, int turn, @Nullable String words) {
    return look(after, turn, new Seen.Shown(true, words));
  }

  static Look look(int after, int turn, Seen seen) {
    return new Look.AtMemory(command(after), 1, Ids.memory(ANA, id(turn), 0), seen);
  }

  /** The second turn is to be gone, and its client was told that this is in the log. */
  void forgetTheSecond() {
    attempts.add(acknowledged(5, id(5), new Position(0, 7)));
  }

  private void turn(int number) {
    applied(number, new Position(0, number));
    memories.add(memory(number, number, "turn " + number, 1));
  }

  private void applied(int number, Position position) {
    log.add(new LogRecord(position, event(number), false));
    ledger.put(id(number), position);
    attempts.add(acknowledged(number, id(number), position));
  }

  static Command command(int number) {
    Deed deed =
        switch (number) {
          case 3 -> new Deed.Correction(Ids.memory(ANA, id(0), 0), "three");
          case 4 -> new Deed.Session("s", 4);
          case 5 -> new Deed.Forgetting(Ids.memory(ANA, id(1), 0));
          default -> new Deed.Turn("c", "turn " + number);
        };
    return new Command(ANA, number, "ana-" + number, deed);
  }

  static Attempt acknowledged(int number, UUID eventId, Position position) {
    return new Attempt(
        command(number), 0, number, number + 1, new Answer.Acknowledged(eventId, position));
  }

  static UUID id(int number) {
    return Ids.event(ANA.tenant(), "ana-" + number);
  }

  static Event event(int number) {
    Intent intent =
        switch (number) {
          case 3 -> new Intent.MemoryCorrected(Ids.memory(ANA, id(0), 0), "three");
          case 4 -> new Intent.SessionTouched("s", Map.of("number", 4));
          default ->
              new Intent.TurnRecorded("c", Role.USER, null, "turn " + number, null, Map.of());
        };
    return new Event(id(number), ANA.tenant(), ANA.user(), THEN, THEN, intent);
  }

  static Memory memory(int number, int turn, String text, long version) {
    return new Memory(
        Ids.memory(ANA, id(number), 0),
        ANA.tenant(),
        ANA.user(),
        MemoryKind.EPISODIC,
        MemoryStatus.ACTIVE,
        Tier.HOT,
        version,
        new Memory.Content(text, null, null, Role.USER, "c", turn, Map.of(), List.of(), List.of()),
        new Memory.Times(THEN, THEN, THEN),
        new Memory.Source(id(number), 0, 0, number),
        null);
  }

  /** What a guarantee has to say about it. */
  List<String> heldAgainst(Guarantee guarantee) {
    attempts.forEach(guarantee::onProduce);
    looks.forEach(guarantee::onRead);
    guarantee.onProcess(
        new Evidence(
            log,
            letters,
            new Evidence.Kept(ledger, memories, memories.size() + strangers, sessions),
            caughtUp));
    return guarantee.doAssert();
  }
}
