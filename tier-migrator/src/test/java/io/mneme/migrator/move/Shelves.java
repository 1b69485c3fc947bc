package io.mneme.migrator.move;

import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.tier.Tier;
import io.mneme.schemas.tier.TierMove;
import io.mneme.storage.StoreUnavailable;
import io.mneme.storage.tier.TierStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A tier store in memory, with the manners of the real one: idempotent, refusing what is not. */
final class Shelves implements TierStore {
  final Map<UUID, Memory> memories = new HashMap<>();
  final Set<UUID> damaged = new HashSet<>();
  final List<Integer> batchSizes = new ArrayList<>();
  boolean down;

  /** Runs before each answer to {@link #versions}: the moment in which a writer comes between. */
  Runnable meanwhile = () -> {};

  void put(Memory memory) {
    memories.put(memory.memoryId(), memory);
  }

  @Override
  public List<MoveOutcome> move(List<TierMove> moves) {
    requireUp();
    batchSizes.add(moves.size());
    if (moves.stream().map(TierMove::memoryId).distinct().count() != moves.size()) {
      throw new AssertionError("a batch names a memory twice");
    }
    return moves.stream().map(this::move).toList();
  }

  private MoveOutcome move(TierMove move) {
    Memory memory = memories.get(move.memoryId());
    if (memory == null) {
      return new MoveOutcome.Gone(move);
    }
    if (damaged.contains(move.memoryId())) {
      return new MoveOutcome.Unreadable(move, "its object is missing");
    }
    if (memory.tier() != move.from()) {
      return new MoveOutcome.Elsewhere(move, memory);
    }
    Memory moved = memory.movedTo(move.to(), move.decidedAt());
    put(moved);
    return new MoveOutcome.Moved(move, moved);
  }

  @Override
  public Map<UUID, Long> versions(Collection<TierMove> moves) {
    requireUp();
    meanwhile.run();
    Map<UUID, Long> versions = new HashMap<>();
    for (TierMove move : moves) {
      Memory memory = memories.get(move.memoryId());
      if (memory != null) {
        versions.put(memory.memoryId(), memory.version());
      }
    }
    return versions;
  }

  @Override
  public Map<Tier, Holding> holdings() {
    throw new UnsupportedOperationException("nobody asks here");
  }

  private void requireUp() {
    if (down) {
      throw new StoreUnavailable("postgres is down", new IOException("connection refused"));
    }
  }
}
