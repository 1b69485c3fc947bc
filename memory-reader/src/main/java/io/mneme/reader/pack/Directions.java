package io.mneme.reader.pack;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where the memories of a pack point as a whole, by slot. They lie one behind the other, because a
 * search reads them all: scattered over the heap they cost four times as much.
 */
final class Directions {
  static final Directions NONE = new Directions(0, 0);

  private final int dimensions;
  private final byte[] values;
  private final float[] inverseLengths;

  /** Of memories without a vector. */
  private Directions(int memories, int dimensions) {
    this.dimensions = dimensions;
    this.values = new byte[Math.multiplyExact(memories, dimensions)];
    this.inverseLengths = new float[memories];
    Arrays.fill(inverseLengths, Float.NaN);
  }

  /**
   * The directions after a change.
   *
   * @param before the memories these are of
   * @param after those the new ones are of; what has not changed is the same object, in the same
   *     order
   * @param changed the vectors of all others, {@link QuantisedVector#NONE} where there is none
   */
  @SuppressWarnings("ReferenceEquality") // what is the same object has the same vector
  Directions advance(
      List<PackedMemory> before, List<PackedMemory> after, Map<UUID, QuantisedVector> changed) {
    Directions next = new Directions(after.size(), dimensions(changed.values()));
    int old = 0;
    for (int slot = 0; slot < after.size(); slot++) {
      PackedMemory memory = after.get(slot);
      QuantisedVector vector = changed.get(memory.memory().memoryId());
      if (vector != null) {
        next.put(slot, vector.values(), 0, vector.inverseLength());
      } else {
        while (before.get(old) != memory) {
          old++;
        }
        next.put(slot, values, old * dimensions, inverseLengths[old]);
      }
    }
    return next;
  }

  private int dimensions(Collection<QuantisedVector> changed) {
    return Math.max(
        dimensions, changed.stream().mapToInt(vector -> vector.values().length).max().orElse(0));
  }

  private void put(int slot, byte[] from, int begin, float inverseLength) {
    if (!Float.isNaN(inverseLength)) {
      System.arraycopy(from, begin, values, slot * dimensions, dimensions);
      inverseLengths[slot] = inverseLength;
    }
  }

  /** Cosine of each to a direction; {@link Float#NaN} where a memory has no vector. */
  float[] cosines(QuantisedVector question) {
    int[] products = Products.BEST.dots(question.values(), values);
    float[] cosines = new float[inverseLengths.length];
    Arrays.fill(cosines, products.length, cosines.length, Float.NaN); // where none has a vector
    for (int slot = 0; slot < products.length; slot++) {
      cosines[slot] = products[slot] * question.inverseLength() * inverseLengths[slot];
    }
    return cosines;
  }

  /** Bytes in the heap, about. */
  long weight() {
    return values.length + (long) inverseLengths.length * Float.BYTES;
  }
}
