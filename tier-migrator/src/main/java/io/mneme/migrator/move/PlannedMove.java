package io.mneme.migrator.move;

import io.mneme.schemas.tier.TierMove;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decided move as it came, with the request behind it.
 *
 * @param move what is to go where
 * @param correlationId of the recall that caused it, where one did
 */
record PlannedMove(TierMove move, @Nullable String correlationId) {

  /**
   * Cuts moves into batches of at most so many, in order, none of which names a memory twice: the
   * second move of a memory is decided on what the first one left.
   */
  static List<List<PlannedMove>> batches(List<PlannedMove> moves, int movesMax) {
    List<List<PlannedMove>> batches = new ArrayList<>();
    List<PlannedMove> batch = new ArrayList<>();
    Set<UUID> named = new HashSet<>();
    for (PlannedMove planned : moves) {
      if (batch.size() == movesMax || named.contains(planned.move().memoryId())) {
        batches.add(batch);
        batch = new ArrayList<>();
        named.clear();
      }
      batch.add(planned);
      named.add(planned.move().memoryId());
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
