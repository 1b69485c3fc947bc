package io.mneme.writer.derive;

import static io.mneme.writer.Events.ANN;
import static io.mneme.writer.Events.BOB;
import static io.mneme.writer.Events.erased;
import static io.mneme.writer.Events.id;
import static io.mneme.writer.Events.touched;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Precondition;
import io.mneme.storage.write.StateQuery.SessionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A write says which state it is meant for; the order of the log says whether that is there. */
class ConditionalWriteTest {
  private static final Duration A_DAY = Duration.ofHours(24);
  private final Stored stored = new Stored();
  private int offset;

  @Test
  void ofTwoThatReadTheSameStateTheFirstInTheLogIsAppliedAndTheOtherTold() {
    take(touched(ANN, "first", "s", 1));

    take(after("first", "second", 2), after("first", "third", 3));

    assertThat(value(ANN)).isEqualTo(2);
    assertThat(current("second")).isEqualTo(id("second"));
    assertThat(current("third")).isEqualTo(id("second"));
  }

  @Test
  void aWriteThatExpectsNoStateIsAppliedOnce() {
    Precondition absent = new Precondition.Absent();

    take(write("first", 1, absent, Duration.ZERO), write("second", 2, absent, Duration.ZERO));

    assertThat(value(ANN)).isEqualTo(1);
    assertThat(current("second")).isEqualTo(id("first"));
  }

  @Test
  void aWriteThatExpectsAnyStateNeedsOne() {
    Precondition present = new Precondition.Present();

    take(write("early", 1, present, Duration.ZERO));
    assertThat(stored.sessions).isEmpty();
    assertThat(current("early")).isNull();

    take(touched(ANN, "first", "s", 2), write("late", 3, present, Duration.ZERO));
    assertThat(value(ANN)).isEqualTo(3);
  }

  @Test
  void anExpiredStateIsNoneThoughItsRowIsStillThere() {
    take(touched(ANN, "first", "s", 1));
    Precondition read = new Precondition.WrittenBy(id("first"));

    take(write("in time", 2, read, A_DAY.minusMillis(1)));
    assertThat(value(ANN)).isEqualTo(2);

    Precondition again = new Precondition.WrittenBy(id("in time"));
    Duration later = A_DAY.plus(A_DAY).minusMillis(1);
    take(write("too late", 3, again, later));
    assertThat(value(ANN)).isEqualTo(2);
    assertThat(current("too late")).isNull();

    take(write("anew", 4, new Precondition.Absent(), later));
    assertThat(value(ANN)).isEqualTo(4);
  }

  @Test
  void aRefusedWriteHasNoEffectLaterEither() {
    take(touched(ANN, "first", "s", 1), after("nothing", "refused", 2));
    take(after("first", "second", 3));

    Derived again = take(after("nothing", "refused", 2), after("second", "refused", 9));

    assertThat(again.duplicates()).isEqualTo(2);
    assertThat(again.verdicts()).isEmpty();
    assertThat(value(ANN)).isEqualTo(3);
  }

  @Test
  void anotherUsersSessionOfTheNameIsAnother() {
    take(touched(BOB, "his", "s", 1), after("his", "hers", 2));

    assertThat(current("hers")).isNull();
    assertThat(stored.sessions).hasSize(1);
  }

  @Test
  void whatWasErasedIsNoState() {
    take(touched(ANN, "first", "s", 1), erased(ANN, "gone", null), after("first", "second", 2));

    assertThat(stored.sessions).isEmpty();
    assertThat(current("second")).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSameLogGivesTheSameVerdictsHoweverItIsCut(long seed) {
    Random random = new Random(seed);
    List<Placed> log = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      log.add(new Placed(random(random, i), new Position(3, i)));
    }
    Stored atOnce = new Stored();
    atOnce.take(log);

    Stored inPieces = new Stored();
    for (int from = 0; from < log.size(); ) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(20));
      inPieces.take(log.subList(from, to));
      from = to;
    }

    assertThat(inPieces.sessions).isEqualTo(atOnce.sessions).isNotEmpty();
    assertThat(inPieces.verdicts).isEqualTo(atOnce.verdicts);
    assertThat(atOnce.verdicts)
        .anyMatch(verdict -> verdict.eventId().equals(verdict.current()))
        .anyMatch(verdict -> !verdict.eventId().equals(verdict.current()));
  }

  private static Event random(Random random, int number) {
    String name = "e" + number;
    return switch (random.nextInt(5)) {
      case 0 -> touched(ANN, name, "s", number);
      case 1 -> write(name, number, new Precondition.Absent(), Duration.ofHours(number));
      default -> {
        UUID read = id("e" + Math.max(0, number - 1 - random.nextInt(2)));
        yield write(name, number, new Precondition.WrittenBy(read), Duration.ofHours(number));
      }
    };
  }

  private Derived take(Event... events) {
    return stored.take(
        Arrays.stream(events).map(event -> new Placed(event, new Position(3, offset++))).toList());
  }

  private static Event after(String read, String name, int value) {
    return write(name, value, new Precondition.WrittenBy(id(read)), Duration.ZERO);
  }

  private static Event write(String name, int value, Precondition expects, Duration later) {
    return touched(
        ANN, name, new Intent.SessionTouched("s", Map.of("value", value), expects), later);
  }

  private @Nullable Object value(Subject subject) {
    return Objects.requireNonNull(stored.sessions.get(new SessionKey(subject, "s")))
        .state()
        .get("value");
  }

  private @Nullable UUID current(String name) {
    return stored.verdicts.stream()
        .filter(verdict -> verdict.eventId().equals(id(name)))
        .findFirst()
        .orElseThrow()
        .current();
  }
}
