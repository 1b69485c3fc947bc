package io.mneme.reader.pack;

import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One memory, analysed: made once when it enters a pack, shared by every later pack.
 *
 * @param memory as stored, without its vector
 * @param traits what rules want to know of it
 * @param tokens directions of its words; none where it has none or another model made them
 * @param terms numbers of its distinct terms, ascending
 * @param own weighted frequency of each term in its own fields
 * @param lent frequency of each term in the words it lends to its neighbours
 * @param ownLength sum of {@code own}
 * @param lentLength sum of {@code lent}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record PackedMemory(
    Memory memory,
    Traits traits,
    TokenVectors tokens,
    int[] terms,
    float[] own,
    float[] lent,
    float ownLength,
    float lentLength) {

  /** Older first; the log's order decides between memories of one moment. */
  static final Comparator<Memory> OLDER_FIRST = PackedMemory::byAge;

  /** The same of packed ones. */
  static final Comparator<PackedMemory> BY_AGE =
      (one, other) -> byAge(one.memory(), other.memory());

  /** What the objects of one memory weigh beside its text and terms, about. */
  private static final int OBJECTS_BYTES = 600;

  private static final int METADATA_ENTRY_BYTES = 120;

  /** Number and two frequencies, here and in the index, and what questions made of some. */
  private static final int TERM_BYTES = 32;

  /**
   * A method, and no chain of comparators: a pack of a hundred thousand asks it two million times.
   */
  private static int byAge(Memory one, Memory other) {
    int order = one.times().occurredAt().compareTo(other.times().occurredAt());
    if (order == 0) {
      order = Long.compare(one.source().offset(), other.source().offset());
    }
    if (order == 0) {
      order = Integer.compare(one.source().ordinal(), other.source().ordinal());
    }
    return order == 0 ? one.memoryId().compareTo(other.memoryId()) : order;
  }

  static PackedMemory of(Memory memory, String model, Analyser analyser) {
    Analyser.Counts terms = analyser.count(memory);
    Embedding embedding = ofModel(memory.embedding(), model);
    return new PackedMemory(
        memory.withoutVector(),
        Traits.of(memory, analyser),
        embedding == null ? TokenVectors.NONE : TokenVectors.of(embedding),
        terms.numbers(),
        terms.own(),
        terms.lent(),
        sum(terms.own()),
        sum(terms.lent()));
  }

  private static float sum(float[] values) {
    float sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  /** Bytes it holds in the heap, about. */
  long weight() {
    Memory.Content content = memory.content();
    return OBJECTS_BYTES
        + content.text().length()
        + (content.caption() == null ? 0 : content.caption().length())
        + content.metadata().size() * METADATA_ENTRY_BYTES
        + tokens.weight()
        + (long) terms.length * TERM_BYTES;
  }

  /** Where a memory points, quantised; none when it has no vector or another model made it. */
  static QuantisedVector direction(Memory memory, String model) {
    Embedding embedding = ofModel(memory.embedding(), model);
    return embedding == null ? QuantisedVector.NONE : QuantisedVector.of(embedding.toFloats());
  }

  private static @Nullable Embedding ofModel(@Nullable Embedding embedding, String model) {
    return embedding == null || !embedding.model().equals(model) ? null : embedding;
  }
}
