package io.mneme.reader.tail;

import io.mneme.schemas.memory.Memory;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns of a conversation that are in the log and not derived yet.
 *
 * @param extent how much of the log they are from
 * @param turns oldest first, without number, entities or vector
 */
public record Tail(Extent extent, List<Memory> turns) {

  /** How much of what is not applied was looked at. */
  public enum Extent {
    /** All of it. */
    WHOLE,
    /** As much as the limits allow. */
    CUT,
    /** Nothing: the log, or who knows what is applied, did not answer in time. */
    UNREAD
  }

  static Tail unread() {
    return new Tail(Extent.UNREAD, List.of());
  }

  /** The same without what has been derived meanwhile. */
  public Tail without(List<Memory> derived) {
    Set<UUID> known = derived.stream().map(Memory::memoryId).collect(Collectors.toSet());
    return new Tail(
        extent, turns.stream().filter(turn -> !known.contains(turn.memoryId())).toList());
  }

  /** These turns and then its own. */
  public List<Memory> behind(List<Memory> derived) {
    return Stream.concat(derived.stream(), turns.stream()).toList();
  }
}
