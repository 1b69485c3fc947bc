package io.mneme.benchmarks.torture.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.benchmarks.torture.history.Answer;
import io.mneme.benchmarks.torture.history.Attempt;
import io.mneme.benchmarks.torture.history.Look;
import io.mneme.benchmarks.torture.history.Look.Seen;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A guarantee that cannot fail guarantees nothing: each is shown what it is there to see. */
class GuaranteesTest {

  @Test
  void nobodyComplainsOfARunInWhichEverythingWentWell() {
    for (Guarantee guarantee : Guarantee.all()) {
      assertThat(new Run().heldAgainst(guarantee)).as(guarantee.promise()).isEmpty();
    }
  }

  static Stream<Arguments> broken() {
    return Stream.of(durability(), effects(), order(), ownWrites(), outages()).flatMap(all -> all);
  }

  private static Stream<Arguments> ownWrites() {
    return Stream.of(
        broken(
            "an answer that says applied and misses the write",
            OwnWritesAreReadable::new,
            run -> run.looks.add(Run.look(1, 1, (String) null)),
            "showed nothing, not \"turn 1\""),
        broken(
            "an answer that says applied and has the words of before",
            OwnWritesAreReadable::new,
            run -> run.looks.add(Run.look(3, 0, "turn 0")),
            "showed \"turn 0\", not \"three\""),
        broken(
            "an answer that says applied and shows what was forgotten",
            OwnWritesAreReadable::new,
            run -> {
              run.forgetTheSecond();
              run.looks.add(Run.look(5, 1, "turn 1"));
            },
            "showed \"turn 1\", not nothing"),
        broken(
            "an answer that says applied and has another session state",
            OwnWritesAreReadable::new,
            run ->
                run.looks.add(
                    new Look.AtSession(Run.command(4), 0, "s", new Seen.Shown(true, "3"))),
            "showed \"3\", not \"4\""));
  }

  @Test
  void anAnswerThatDoesNotSayAppliedMayShowWhatItLikes() {
    Run run = new Run();
    run.looks.add(Run.look(1, 1, new Seen.Shown(false, null)));
    run.looks.add(Run.look(1, 1, new Seen.Nothing("status 503")));

    assertThat(run.heldAgainst(new OwnWritesAreReadable())).isEmpty();
  }

  @Test
  void whatWasWrittenAfterAnAnswerIsNotAskedOfIt() {
    Run run = new Run();
    run.forgetTheSecond();
    run.looks.add(Run.look(2, 1, "turn 1"));
    run.looks.add(Run.look(5, 1, (String) null));

    assertThat(run.heldAgainst(new OwnWritesAreReadable())).isEmpty();
  }

  private static Stream<Arguments> durability() {
    return Stream.of(
        broken(
            "an acknowledged event without an effect",
            AcceptedIsDurable::new,
            run -> run.ledger.remove(Run.id(1)),
            "and lost"),
        broken(
            "an acknowledged event the log does not hold",
            AcceptedIsDurable::new,
            run -> run.log.remove(1),
            "where the log holds null"),
        broken(
            "an acknowledgement that names another event's place",
            AcceptedIsDurable::new,
            run -> run.attempts.add(Run.acknowledged(1, Run.id(1), new Position(0, 6))),
            "two events were acknowledged"));
  }

  private static Stream<Arguments> effects() {
    UUID nobodys = Ids.event("dev", "nobody's");
    return Stream.of(
        broken(
            "an effect nobody asked for",
            OneEventOneEffect::new,
            run -> run.ledger.put(nobodys, new Position(0, 9)),
            "no client sent it"),
        broken(
            "an effect of the second record",
            OneEventOneEffect::new,
            run -> run.ledger.put(Run.id(1), new Position(0, 4)),
            "its first is at 0:1"),
        broken(
            "a doubled memory",
            OneEventOneEffect::new,
            run -> run.memories.add(Run.memory(1, 1, "turn 1", 1)),
            "has two memories"),
        broken(
            "a memory that is not there",
            OneEventOneEffect::new,
            run -> run.memories.removeLast(),
            "has no memory"),
        broken(
            "a memory that came back",
            OneEventOneEffect::new,
            run -> run.memories.add(Run.memory(7, 7, "forgotten", 1)),
            "should not be"),
        broken(
            "a memory of a stranger",
            OneEventOneEffect::new,
            run -> run.strangers = 1,
            "belong to nobody"),
        broken(
            "a retry that became another event",
            OneEventOneEffect::new,
            run -> run.attempts.add(Run.acknowledged(1, nobodys, new Position(0, 9))),
            "was answered with"));
  }

  private static Stream<Arguments> order() {
    return Stream.of(
        broken(
            "two records that changed places",
            OrderWithinSubject::new,
            run -> {
              run.log.set(0, new LogRecord(new Position(0, 1), Run.event(0), false));
              run.log.set(1, new LogRecord(new Position(0, 0), Run.event(1), false));
            },
            "the one before it at"),
        broken(
            "a gap in the numbers of a conversation",
            OrderWithinSubject::new,
            run -> run.memories.set(2, Run.memory(2, 3, "turn 2", 1)),
            "is turn 3 of its conversation, it was spoken as 2"),
        broken(
            "a correction that was undone",
            OrderWithinSubject::new,
            run -> run.memories.set(0, Run.memory(0, 0, "turn 0", 2)),
            "has other words"),
        broken(
            "a correction that counted twice",
            OrderWithinSubject::new,
            run -> run.memories.set(0, Run.memory(0, 0, "three", 3)),
            "is version 3, it was changed to 2"),
        broken(
            "a session that went back",
            OrderWithinSubject::new,
            run -> run.sessions.put(Run.ANA, Map.of("s", 3)),
            "the last states sent are"));
  }

  private static Stream<Arguments> outages() {
    return Stream.of(
        broken(
            "a dead letter for a sound record",
            OutageLosesNothing::new,
            run -> run.letters.add(new Letter(new Position(0, 1), "timed out")),
            "the sound record at 0:1 was given up: timed out"),
        broken(
            "poison without a letter",
            OutageLosesNothing::new,
            run -> run.letters.clear(),
            "the poison at 0:3 has no letter"),
        broken(
            "poison nobody planned",
            OutageLosesNothing::new,
            run -> run.log.add(new LogRecord(new Position(0, 7), null, false)),
            "nobody planned"),
        broken(
            "a record in the log, never acknowledged, without an effect",
            OutageLosesNothing::new,
            run -> run.log.add(new LogRecord(new Position(0, 7), Run.event(8), false)),
            "had no effect"),
        broken(
            "a client that never got its answer",
            OutageLosesNothing::new,
            run ->
                run.attempts.add(new Attempt(Run.command(8), 0, 1, 2, new Answer.Silence("reset"))),
            "was never acknowledged"),
        broken(
            "a lag that stays",
            OutageLosesNothing::new,
            run -> run.caughtUp = Optional.empty(),
            "it took longer"),
        broken(
            "a lag that stays for too long",
            OutageLosesNothing::new,
            run -> run.caughtUp = Optional.of(Duration.ofSeconds(61)),
            "it took PT1M1S"));
  }

  private static Arguments broken(
      String what, Supplier<Guarantee> guarantee, Consumer<Run> breaking, String complaint) {
    return Arguments.of(what, guarantee, breaking, complaint);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void isSeen(
      String what, Supplier<Guarantee> guarantee, Consumer<Run> breaking, String complaint) {
    Run run = new Run();

    breaking.accept(run);

    assertThat(run.heldAgainst(guarantee.get()))
        .as(what)
        .anySatisfy(sentence -> assertThat(sentence).contains(complaint));
  }

  @Test
  void letterWrittenTwiceIsNoComplaint() {
    Run run = new Run();

    run.letters.add(new Letter(Run.POISON, "expected an object"));

    assertThat(run.heldAgainst(new OutageLosesNothing())).isEmpty();
  }

  @Test
  void retryThatWasLostOnTheWayIsNoComplaint() {
    Run run = new Run();

    run.attempts.addFirst(new Attempt(Run.command(1), 0, 0, 1, new Answer.Silence("reset")));

    for (Guarantee guarantee : Guarantee.all()) {
      assertThat(run.heldAgainst(guarantee)).as(guarantee.promise()).isEmpty();
    }
  }
}
