package io.mneme.storage.tier;

import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Carries memories between tiers: copy, verify, switch, remove. Idempotent: a move that was made
 * already, or that no longer fits (the memory is elsewhere or gone), changes nothing. Every method
 * may throw {@link io.mneme.storage.StoreUnavailable}.
 */
public interface TierStore {

  /**
   * Carries out a batch of moves; one outcome a move, in order. No memory is named twice in a
   * batch.
   */
  List<MoveOutcome> move(List<TierMove> moves);

  /**
   * The present version of each memory these moves name; absent when it is gone. Asked from the
   * primary after an announcement: a version other than the announced one means that the writer
   * changed or removed the memory in between, and that the announcement may have overtaken its own.
   */
  Map<UUID, Long> versions(Collection<TierMove> moves);

  /** Memories and bytes in each tier. */
  Map<Tier, Holding> holdings();

  /** What became of a move. */
  sealed interface MoveOutcome {
    TierMove move();

    /** It lies there now; this is its new state, to be announced. */
    record Moved(TierMove move, Memory memory) implements MoveOutcome {}

    /**
     * It was not where the decision saw it, so nothing was changed: most often this very move was
     * made before and its announcement was lost. This is its present state, whole, to be announced
     * (again).
     */
    record Elsewhere(TierMove move, Memory memory) implements MoveOutcome {}

    /** There is no such memory: it was forgotten, and a tombstone is to be announced (again). */
    record Gone(TierMove move) implements MoveOutcome {}

    /**
     * Its cold object is missing or damaged, so nothing was changed and nothing can be announced.
     * Waiting does not help; an operator must restore the object. The memory stays where it is.
     */
    record Unreadable(TierMove move, String why) implements MoveOutcome {}
  }

  /** What a tier holds. */
  record Holding(long memories, long bytes) {}
}
