package io.mneme.storage.tier;

import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import java.util.List;
import java.util.Map;

/**
 * Carries memories between tiers: copy, verify, switch, remove. Idempotent: a move that was made
 * already, or that no longer fits (the memory is elsewhere or gone), changes nothing. Every method
 * may throw {@link io.mneme.storage.StoreUnavailable}.
 */
public interface TierStore {

  /** Carries out a batch of moves; one outcome a move, in order. */
  List<MoveOutcome> move(List<TierMove> moves);

  /** Memories and bytes in each tier. */
  Map<Tier, Holding> holdings();

  /** What became of a move. */
  sealed interface MoveOutcome {
    TierMove move();

    /** It lies there now; this is its new state, to be announced. */
    record Moved(TierMove move, Memory memory) implements MoveOutcome {}

    /** It was not where the decision saw it: nothing to do. */
    record Skipped(TierMove move, String why) implements MoveOutcome {}
  }

  /** What a tier holds. */
  record Holding(long memories, long bytes) {}
}
