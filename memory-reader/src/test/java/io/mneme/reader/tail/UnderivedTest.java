package io.mneme.reader.tail;

import static io.mneme.reader.Remembered.MIRA;
import static org.assertj.core.api.Assertions.assertThat;

import io.mneme.reader.tail.EventTail.Told;
import io.mneme.schemas.Ids;
import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnderivedTest {
  private static final Instant SAID = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant ACCEPTED = Instant.parse("2026-01-01T10:00:01Z");

  @Test
  void aTurnIsWhatItWillBeRememberedAsWithoutWhatOnlyTheStoreCanSay() {
    Memory turn = Underived.turns(List.of(turn(7, "c", "hello")), "c").getFirst();

    assertThat(turn.memoryId()).isEqualTo(Ids.memory(MIRA, id(7), 0));
    assertThat(turn.source()).isEqualTo(new Memory.Source(id(7), 0, 2, 7));
    assertThat(turn.content().text()).isEqualTo("hello");
    assertThat(turn.content().speaker()).isEqualTo("Mira");
    assertThat(turn.content().metadata()).isEqualTo(Map.of("mood", 1));
    assertThat(turn.content().turn()).isNull();
    assertThat(turn.times()).isEqualTo(new Memory.Times(SAID, ACCEPTED, ACCEPTED));
  }

  @Test
  void turnsOfOtherConversationsAndOtherEventsAreNone() {
    assertThat(
            texts(
                turn(0, "other", "elsewhere"),
                told(1, new Intent.MemoryAsserted(kind(), "a fact", Map.of())),
                told(2, new Intent.SessionTouched("c", Map.of())),
                turn(3, "c", "here")))
        .containsExactly("here");
  }

  @Test
  void anEventThatStandsThereTwiceIsOneTurn() {
    assertThat(texts(turn(0, "c", "once"), turn(1, "c", "then"), turn(0, "c", "once")))
        .containsExactly("once", "then");
  }

  @Test
  void whatIsCorrectedForgottenOrErasedBehindItIsSo() {
    UUID first = Ids.memory(MIRA, id(0), 0);
    UUID second = Ids.memory(MIRA, id(1), 0);

    assertThat(
            texts(
                turn(0, "c", "wrong"),
                turn(1, "c", "secret"),
                told(2, new Intent.MemoryCorrected(first, "right")),
                told(3, new Intent.MemoryForgotten(second))))
        .containsExactly("right");
    assertThat(
            texts(
                turn(0, "c", "before"), told(1, new Intent.SubjectErased(null)), turn(2, "c", "a")))
        .containsExactly("a");
  }

  private static MemoryKind kind() {
    return MemoryKind.SEMANTIC;
  }

  private static List<String> texts(Told... events) {
    return Underived.turns(Stream.of(events).toList(), "c").stream()
        .map(memory -> memory.content().text())
        .toList();
  }

  private static Told turn(int offset, String conversation, String text) {
    return told(
        offset,
        new Intent.TurnRecorded(conversation, Role.USER, "Mira", text, null, Map.of("mood", 1)));
  }

  private static Told told(int offset, Intent intent) {
    return new Told(
        new Event(id(offset), MIRA.tenant(), MIRA.user(), ACCEPTED, SAID, intent),
        new Position(2, offset));
  }

  private static UUID id(int offset) {
    return Ids.event(MIRA.tenant(), "event " + offset);
  }
}
