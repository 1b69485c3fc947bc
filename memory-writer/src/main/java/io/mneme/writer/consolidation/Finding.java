package io.mneme.writer.consolidation;

import io.mneme.schemas.event.Intent;
import io.mneme.schemas.event.Intent.Judged;
import io.mneme.schemas.memory.EmbeddingText;
import io.mneme.schemas.memory.Memory;
import java.util.List;

/**
 * Memories that say the same.
 *
 * @param keep the one that answers for all of them from now on
 * @param absorb the others
 */
record Finding(Memory keep, List<Memory> absorb) {

  /** What is to happen, if they still say what they were judged by when it stands in the log. */
  Intent.MemoriesConsolidated intent() {
    return new Intent.MemoriesConsolidated(
        judged(keep), absorb.stream().map(Finding::judged).toList());
  }

  private static Judged judged(Memory memory) {
    return new Judged(memory.memoryId(), EmbeddingText.hash(memory.content()));
  }
}
