package io.mneme.reader.pack;

import io.mneme.reader.words.EnglishWords;
import io.mneme.reader.words.FieldWeights;
import io.mneme.schemas.memory.Embedding;
import io.mneme.schemas.memory.Memory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
  static final Comparator<Memory> OLDER_FIRST =
      Comparator.<Memory, Instant>comparing(memory -> memory.times().occurredAt())
          .thenComparingLong(memory -> memory.source().offset())
          .thenComparingInt(memory -> memory.source().ordinal())
          .thenComparing(Memory::memoryId);

  /** The same of packed ones. */
  static final Comparator<PackedMemory> BY_AGE =
      Comparator.comparing(PackedMemory::memory, OLDER_FIRST);

  /** What the objects of one memory weigh beside its text and terms, about. */
  private static final int OBJECTS_BYTES = 600;

  private static final int METADATA_ENTRY_BYTES = 120;

  /** Number and two frequencies, here and in the index, and what questions made of some. */
  private static final int TERM_BYTES = 32;

  private static final DateTimeFormatter DATE_WORDS =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  static PackedMemory of(Memory memory, String model, Dictionary dictionary, FieldWeights weights) {
    Map<Integer, float[]> frequencies = new TreeMap<>();
    Memory.Content content = memory.content();
    Tally tally = new Tally(frequencies, dictionary);
    tally.add(content.text(), weights.text(), 1);
    tally.add(content.caption(), weights.caption(), 0);
    tally.add(content.speaker(), weights.speaker(), 0);
    LocalDate day = LocalDate.ofInstant(memory.times().occurredAt(), ZoneOffset.UTC);
    tally.add(DATE_WORDS.format(day), weights.date(), 0);

    int[] terms = new int[frequencies.size()];
    float[] own = new float[terms.length];
    float[] lent = new float[terms.length];
    float ownLength = 0;
    float lentLength = 0;
    int i = 0;
    for (Map.Entry<Integer, float[]> entry : frequencies.entrySet()) {
      terms[i] = entry.getKey();
      own[i] = entry.getValue()[0];
      lent[i] = entry.getValue()[1];
      ownLength += own[i];
      lentLength += lent[i];
      i++;
    }
    Embedding embedding = ofModel(memory.embedding(), model);
    return new PackedMemory(
        memory.withoutVector(),
        Traits.of(memory),
        embedding == null ? TokenVectors.NONE : TokenVectors.of(embedding),
        terms,
        own,
        lent,
        ownLength,
        lentLength);
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

  private record Tally(Map<Integer, float[]> frequencies, Dictionary dictionary) {

    void add(@Nullable String text, double own, double lent) {
      if (text == null) {
        return;
      }
      for (String term : EnglishWords.terms(text)) {
        float[] frequency = frequencies.computeIfAbsent(dictionary.add(term), _ -> new float[2]);
        frequency[0] += (float) own;
        frequency[1] += (float) lent;
      }
    }
  }
}
