package io.mneme.reader.rank;

import io.mneme.schemas.memory.Memory;
import java.util.List;

/**
 * A memory with its place in an answer.
 *
 * @param memory without its vector
 * @param score the weighted sum; comparable within one answer only
 * @param why what each source said
 * @param absorbed the memories it answers for
 */
public record Ranked(Memory memory, double score, List<Why> why, List<Memory> absorbed) {

  /** One that answers for itself alone. */
  public Ranked(Memory memory, double score, List<Why> why) {
    this(memory, score, why, List.of());
  }

  /**
   * What one source said.
   *
   * @param source its name
   * @param rank place among the candidates by this source alone, from 1
   * @param score in the source's own measure
   * @param part what it added to the sum
   */
  public record Why(String source, int rank, double score, double part) {}
}
