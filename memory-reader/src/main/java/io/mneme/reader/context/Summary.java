package io.mneme.reader.context;

import io.mneme.schemas.memory.Memory;
import java.util.List;

/**
 * What a conversation said before its last turns, in sentences of its own or of its application.
 *
 * @param lines in the order they are to be read
 */
public record Summary(List<Line> lines) {
  static final Summary EMPTY = new Summary(List.of());

  /**
   * A sentence.
   *
   * @param source the memory it was taken from, word for word
   */
  public record Line(Memory source, String sentence) {

    /** Whether the memory says nothing else. */
    boolean isWhole() {
      return source.content().text().strip().equals(sentence);
    }
  }

  /** Whether a memory need not be told beside it. */
  boolean tells(Memory memory) {
    return lines.stream()
        .anyMatch(line -> line.source().memoryId().equals(memory.memoryId()) && line.isWhole());
  }
}
