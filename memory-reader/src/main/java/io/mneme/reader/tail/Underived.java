package io.mneme.reader.tail;

import io.mneme.reader.tail.EventTail.Told;
import io.mneme.schemas.Ids;
import io.mneme.schemas.event.Event;
import io.mneme.schemas.event.Intent;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryStatus;
import io.mneme.schemas.tier.Tier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the turns among some events will be remembered as, as far as that can be said without what
 * is stored. Pure. What the same events correct, forget or erase is corrected and gone.
 */
final class Underived {
  private final Map<UUID, Memory> turns = new LinkedHashMap<>();
  private final String conversation;

  private Underived(String conversation) {
    this.conversation = conversation;
  }

  /** The turns of a conversation, each once, in their order. */
  static List<Memory> turns(List<Told> events, String conversation) {
    Underived underived = new Underived(conversation);
    events.forEach(underived::take);
    return List.copyOf(underived.turns.values());
  }

  private void take(Told told) {
    switch (told.event().intent()) {
      case Intent.TurnRecorded turn -> {
        if (turn.conversation().equals(conversation)) {
          Memory memory = memory(told, turn);
          turns.putIfAbsent(memory.memoryId(), memory);
        }
      }
      case Intent.MemoryCorrected(UUID memoryId, String text) ->
          turns.computeIfPresent(memoryId, (_, memory) -> memory(memory, text));
      case Intent.MemoryForgotten(UUID memoryId) -> turns.remove(memoryId);
      case Intent.SubjectErased _ -> turns.clear();
      case Intent.MemoryAsserted _, Intent.MemoriesConsolidated _, Intent.SessionTouched _ -> {}
    }
  }

  private static Memory memory(Told told, Intent.TurnRecorded turn) {
    Event event = told.event();
    return new Memory(
        Ids.memory(event.subject(), event.eventId(), 0),
        event.tenant(),
        event.user(),
        MemoryKind.EPISODIC,
        MemoryStatus.ACTIVE,
        Tier.HOT,
        1,
        new Memory.Content(
            turn.text(),
            turn.caption(),
            turn.speaker(),
            turn.role(),
            turn.conversation(),
            null,
            turn.metadata(),
            List.of(),
            List.of()),
        new Memory.Times(event.occurredAt(), event.acceptedAt(), event.acceptedAt()),
        new Memory.Source(
            event.eventId(), 0, told.position().partition(), told.position().offset()),
        null);
  }

  private static @Nullable Memory memory(Memory turn, String text) {
    Memory.Content was = turn.content();
    return new Memory(
        turn.memoryId(),
        turn.tenant(),
        turn.user(),
        turn.kind(),
        turn.status(),
        turn.tier(),
        turn.version() + 1,
        new Memory.Content(
            text,
            was.caption(),
            was.speaker(),
            was.role(),
            was.conversation(),
            null,
            was.metadata(),
            List.of(),
            List.of()),
        turn.times(),
        turn.source(),
        null);
  }
}
