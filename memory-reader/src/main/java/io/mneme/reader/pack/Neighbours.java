package io.mneme.reader.pack;

import io.mneme.schemas.memory.Memory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which memory is the turn before, and the turn after, another in the same conversation. */
final class Neighbours {
  static final int NONE = -1;

  private final int[] previous;
  private final int[] next;

  Neighbours(List<Memory> memories) {
    this.previous = new int[memories.size()];
    this.next = new int[memories.size()];
    Arrays.fill(previous, NONE);
    Arrays.fill(next, NONE);
    Map<Turn, Integer> turns = new HashMap<>(memories.size() * 2);
    for (int slot = 0; slot < previous.length; slot++) {
      Turn turn = turn(memories.get(slot));
      if (turn != null) {
        turns.put(turn, slot);
      }
    }
    turns.forEach((turn, slot) -> {
      Integer after = turns.get(new Turn(turn.conversation(), turn.number() + 1));
      if (after != null) {
        next[slot] = after;
        previous[after] = slot;
      }
    });
  }

  int previous(int slot) {
    return previous[slot];
  }

  int next(int slot) {
    return next[slot];
  }

  /** What was derived from a turn is not the turn. */
  private static @Nullable Turn turn(Memory memory) {
    String conversation = memory.content().conversation();
    Integer number = memory.content().turn();
    boolean derived = memory.source().ordinal() > 0;
    return conversation == null || number == null || derived
        ? null
        : new Turn(conversation, number);
  }

  private record Turn(String conversation, int number) {}
}
