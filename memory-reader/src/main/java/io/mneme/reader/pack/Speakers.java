package io.mneme.reader.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who said what, by a number: those who speak are few, and each is met over and over. */
public final class Speakers {
  /** Of what nobody said. */
  public static final int NOBODY = -1;

  private final List<List<String>> names = new ArrayList<>();
  private final int[] numbers;

  Speakers(List<PackedMemory> packed) {
    Map<List<String>, Integer> known = new HashMap<>();
    numbers = new int[packed.size()];
    for (int slot = 0; slot < numbers.length; slot++) {
      List<String> name = packed.get(slot).traits().speaker();
      numbers[slot] = name.isEmpty() ? NOBODY : known.computeIfAbsent(name, this::add);
    }
  }

  private int add(List<String> name) {
    names.add(name);
    return names.size() - 1;
  }

  /** The terms of every speaker's name, by number. */
  public List<List<String>> names() {
    return List.copyOf(names);
  }

  /** Who said what lies in a slot, or {@link #NOBODY}. */
  public int number(int slot) {
    return numbers[slot];
  }
}
