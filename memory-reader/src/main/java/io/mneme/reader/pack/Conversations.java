package io.mneme.reader.pack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which conversation a memory is of, by a number. */
public final class Conversations {
  /** Of what is of no conversation. */
  public static final int NONE = -1;

  private final int[] numbers;
  private final int count;

  Conversations(List<PackedMemory> packed) {
    Map<String, Integer> known = new HashMap<>();
    numbers = new int[packed.size()];
    for (int slot = 0; slot < numbers.length; slot++) {
      String name = packed.get(slot).memory().content().conversation();
      numbers[slot] = name == null ? NONE : known.computeIfAbsent(name, _ -> known.size());
    }
    count = known.size();
  }

  /** How many there are; numbers run from 0 to here. */
  public int count() {
    return count;
  }

  /** That of what lies in a slot, or {@link #NONE}. */
  public int number(int slot) {
    return numbers[slot];
  }
}
