package io.mneme.reader.pack;

import io.mneme.schemas.memory.Memory;
import io.mneme.storage.cold.ColdStub;
import io.mneme.storage.cold.Signature;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The cold memories of a pack, by what is kept of them without their objects: one bit a dimension.
 * The question is compared with its own values (asymmetric), so only one side is rough. What is
 * chosen here is read and ranked with everything else; on the conversations it was measured on, so
 * many candidates are enough to lose little.
 */
final class ColdStubs {
  /** Stubs chosen by meaning. */
  static final int CANDIDATES_MAX = 300;

  /** Memories read for one question: candidates, and the turns around them. */
  static final int ROWS_MAX = 900;

  /** Objects read for one question; side by side. */
  static final int OBJECTS_MAX = 24;

  private static final long STUB_BYTES = 700;

  /** How much of what is said a turn before, and a turn after, counts for a turn. */
  private static final float BEFORE = 0.85f;

  private static final float AFTER = 0.80f;

  private static final int HIGHEST = 0x80;

  private final List<ColdStub> stubs;
  private final Neighbours neighbours;
  private final String model;

  /**
   * @param model whose signatures are compared
   */
  ColdStubs(Map<UUID, ColdStub> stubs, String model) {
    this.stubs =
        stubs.values().stream()
            .sorted(Comparator.comparing(ColdStub::state, PackedMemory.OLDER_FIRST))
            .toList();
    this.neighbours = new Neighbours(this.stubs.stream().map(ColdStub::state).toList());
    this.model = model;
  }

  int size() {
    return stubs.size();
  }

  boolean isEmpty() {
    return stubs.isEmpty();
  }

  /** Bytes in the heap, about. */
  long weight() {
    return stubs.size() * STUB_BYTES;
  }

  /** The memories that are worth reading for a question, the nearest first. */
  List<UUID> nearest(QuantisedVector question, Predicate<Memory> filter) {
    float[] scores = around(likenesses(question));
    int[] order =
        IntStream.range(0, stubs.size())
            .filter(i -> !Float.isNaN(scores[i]) && filter.test(stubs.get(i).state()))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(i -> i))
            .limit(CANDIDATES_MAX)
            .mapToInt(Integer::intValue)
            .toArray();
    Set<String> objects = new HashSet<>();
    Set<UUID> chosen = new LinkedHashSet<>();
    for (int stub : order) {
      choose(stub, objects, chosen);
    }
    for (int stub : order) {
      int before = neighbours.previous(stub);
      int after = neighbours.next(stub);
      choose(before, objects, chosen);
      choose(after, objects, chosen);
      choose(before == Neighbours.NONE ? before : neighbours.previous(before), objects, chosen);
      choose(after == Neighbours.NONE ? after : neighbours.next(after), objects, chosen);
    }
    return List.copyOf(chosen);
  }

  private void choose(int number, Set<String> objects, Set<UUID> chosen) {
    if (number == Neighbours.NONE || chosen.size() == ROWS_MAX) {
      return;
    }
    ColdStub stub = stubs.get(number);
    if (objects.contains(stub.objectKey()) || objects.size() < OBJECTS_MAX) {
      objects.add(stub.objectKey());
      chosen.add(stub.state().memoryId());
    }
  }

  /** The question's values where the memory's are above zero, less those where they are not. */
  private float[] likenesses(QuantisedVector question) {
    float[] likenesses = new float[stubs.size()];
    for (int i = 0; i < likenesses.length; i++) {
      Signature signature = stubs.get(i).signature();
      likenesses[i] =
          signature == null || !signature.model().equals(model)
              ? Float.NaN
              : likeness(question.values(), signature.bits());
    }
    return likenesses;
  }

  private static float likeness(byte[] question, byte[] bits) {
    int sum = 0;
    for (int i = 0; i < question.length; i++) {
      boolean above = (bits[i / Byte.SIZE] & HIGHEST >> i % Byte.SIZE) != 0;
      sum += above ? question[i] : -question[i];
    }
    return sum;
  }

  /** What a turn is about often stands in the turns around it. */
  private float[] around(float[] own) {
    double mean =
        IntStream.range(0, own.length)
            .mapToDouble(i -> own[i])
            .filter(value -> !Double.isNaN(value))
            .average()
            .orElse(0);
    float[] around = Arrays.copyOf(own, own.length);
    for (int i = 0; i < own.length; i++) {
      around[i] = (float) (own[i] - mean);
      around[i] = lend(around[i], own, neighbours.previous(i), BEFORE, mean);
      around[i] = lend(around[i], own, neighbours.next(i), AFTER, mean);
    }
    return around;
  }

  private static float lend(float best, float[] own, int neighbour, float share, double mean) {
    if (neighbour == Neighbours.NONE || Float.isNaN(own[neighbour])) {
      return best;
    }
    return Math.max(best, (float) (share * (own[neighbour] - mean)));
  }
}
