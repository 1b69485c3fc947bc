package io.mneme.reader.pack;

import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdStub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The memories of a pack that others answer for. They are not searched; they say what a memory that
 * is found stands for, and in the past they answer for themselves.
 *
 * @param whole with their vectors: few, for an archived memory is soon cold
 * @param cold the others
 */
record Absorbed(Map<UUID, Memory> whole, Map<UUID, ColdStub> cold) {
  private static final long WHOLE_BYTES = 4_000;
  private static final long STUB_BYTES = 700;

  static Absorbed none() {
    return new Absorbed(Map.of(), Map.of());
  }

  /** One that can be changed. */
  Absorbed copy() {
    return new Absorbed(new HashMap<>(whole), new HashMap<>(cold));
  }

  /** Whether it was there. */
  boolean remove(UUID id) {
    boolean there = whole.remove(id) != null;
    return cold.remove(id) != null || there;
  }

  /** Only what was accepted by then. */
  void forgetAfter(Instant at) {
    whole.values().removeIf(memory -> memory.times().createdAt().isAfter(at));
    cold.values().removeIf(stub -> stub.state().times().createdAt().isAfter(at));
  }

  /** Bytes in the heap, about. */
  long weight() {
    return whole.size() * WHOLE_BYTES + cold.size() * STUB_BYTES;
  }

  /** What is known of each. */
  private Map<UUID, Memory> states() {
    Map<UUID, Memory> states = new HashMap<>(whole);
    cold.forEach((id, stub) -> states.put(id, stub.state()));
    return states;
  }

  /** Those that each memory answers for, directly or through another, oldest first. */
  Map<UUID, List<Memory>> byAnswer() {
    Map<UUID, Memory> states = states();
    Map<UUID, List<Memory>> byAnswer = new HashMap<>();
    for (Memory memory : states.values()) {
      byAnswer
          .computeIfAbsent(answerOf(memory, states), _ -> new ArrayList<>())
          .add(memory.withoutVector());
    }
    byAnswer.values().forEach(list -> list.sort(PackedMemory.OLDER_FIRST));
    return byAnswer;
  }

  private static UUID answerOf(Memory memory, Map<UUID, Memory> states) {
    UUID answer = memory.memoryId();
    for (Memory next = memory; next != null && next.absorbedBy() != null; ) {
      answer = next.absorbedBy();
      next = states.get(answer);
    }
    return answer;
  }

  /** Those that were there at a time at which the one that answers for them was not yet. */
  List<UUID> answeringAt(Instant at, Function<UUID, @Nullable Memory> others) {
    Map<UUID, Memory> states = states();
    return states.values().stream()
        .filter(memory -> !memory.times().createdAt().isAfter(at))
        .filter(memory -> isLater(absorber(memory, states, others), at))
        .map(Memory::memoryId)
        .toList();
  }

  private static @Nullable Memory absorber(
      Memory memory, Map<UUID, Memory> states, Function<UUID, @Nullable Memory> others) {
    UUID absorber = memory.absorbedBy();
    if (absorber == null) {
      return null;
    }
    Memory absorbedToo = states.get(absorber);
    return absorbedToo == null ? others.apply(absorber) : absorbedToo;
  }

  private static boolean isLater(@Nullable Memory absorber, Instant at) {
    return absorber != null && absorber.times().createdAt().isAfter(at);
  }
}
