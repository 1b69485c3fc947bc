package io.mneme.reader.pack;

import io.mneme.reader.words.FieldWeights;
import io.mneme.reader.words.TermStream;
import io.mneme.schemas.memory.Memory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the terms of memories that enter a pack together. People use the same words again and
 * again: what stands between two spaces is analysed when it is first met, and known after. Used by
 * one thread, for one change of a pack.
 */
final class Analyser {
  private static final int PIECE_LENGTH_MAX = 64;
  private static final int TERMS_AT_FIRST = 64;

  // fields, in the order in which they are looked at
  private static final int TEXT = 0;
  private static final int CAPTION = 1;
  private static final int SPEAKER = 2;
  private static final int DATE = 3;

  private static final DateTimeFormatter DATE_WORDS =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

  private final Dictionary dictionary;

  /** By field. */
  private final float[] weights;

  private final TermStream stream = new TermStream();
  private final Pieces pieces = new Pieces();
  private final Map<LocalDate, String> days = new HashMap<>();
  private final Map<String, List<String>> names = new HashMap<>();

  /** Of the memory that is looked at: number in the upper half, field below. */
  private long[] found = new long[TERMS_AT_FIRST];

  private int count;

  Analyser(Dictionary dictionary, FieldWeights weights) {
    this.dictionary = dictionary;
    this.weights =
        new float[] {
          (float) weights.text(),
          (float) weights.caption(),
          (float) weights.speaker(),
          (float) weights.date()
        };
  }

  /**
   * What the terms of a memory count for.
   *
   * @param numbers of its distinct terms, ascending
   * @param own weighted frequency of each in its own fields
   * @param lent frequency of each in the words it lends to its neighbours
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Counts(int[] numbers, float[] own, float[] lent) {}

  Counts count(Memory memory) {
    Memory.Content content = memory.content();
    LocalDate day = LocalDate.ofInstant(memory.times().occurredAt(), ZoneOffset.UTC);
    count = 0;
    add(content.text(), TEXT);
    add(content.caption(), CAPTION);
    add(content.speaker(), SPEAKER);
    add(days.computeIfAbsent(day, DATE_WORDS::format), DATE);
    return counts();
  }

  /** The terms of a name. */
  List<String> name(String name) {
    return names.computeIfAbsent(name, stream::terms);
  }

  private void add(@Nullable String text, int field) {
    if (text == null) {
      return;
    }
    // no word reaches over a space, so the terms of a text are those of its pieces
    for (int begin = 0; begin < text.length(); ) {
      int hash = 0;
      int end = begin;
      for (char next; end < text.length() && (next = text.charAt(end)) != ' '; end++) {
        hash = Pieces.hash(hash, next);
      }
      if (end > begin) {
        int[] known = pieces.find(text, begin, end, hash);
        add(known == null ? numbers(text.substring(begin, end), hash) : known, field);
      }
      begin = end + 1;
    }
  }

  private int[] numbers(String piece, int hash) {
    int[] numbers = stream.terms(piece).stream().mapToInt(dictionary::add).toArray();
    if (piece.length() <= PIECE_LENGTH_MAX) {
      pieces.add(piece, hash, numbers);
    }
    return numbers;
  }

  private void add(int[] numbers, int field) {
    if (count + numbers.length > found.length) {
      found = Arrays.copyOf(found, 2 * (count + numbers.length));
    }
    for (int number : numbers) {
      found[count++] = (long) number << Integer.SIZE | field;
    }
  }

  /** Adds up what was found, term by term. */
  private Counts counts() {
    Arrays.sort(found, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      distinct += isFirst(i) ? 1 : 0;
    }
    Counts counts = new Counts(new int[distinct], new float[distinct], new float[distinct]);
    int term = -1;
    for (int i = 0; i < count; i++) {
      term += isFirst(i) ? 1 : 0;
      int field = (int) found[i];
      counts.numbers()[term] = number(i);
      counts.own()[term] += weights[field];
      counts.lent()[term] += field == TEXT ? 1 : 0;
    }
    return counts;
  }

  private boolean isFirst(int i) {
    return i == 0 || number(i) != number(i - 1);
  }

  private int number(int i) {
    return (int) (found[i] >>> Integer.SIZE);
  }
}
