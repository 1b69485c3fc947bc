package io.mneme.reader.recall;

import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.tier.Tier;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which memories may be recalled; applied before ranking, so that a filter never leaves fewer than
 * there are.
 *
 * @param kind only this one
 * @param conversation only turns of this one
 * @param from only what happened at this moment or later
 * @param to only what happened before this moment
 * @param metadata only memories with all of these values
 * @param tiers only what lies in one of these; empty is everywhere
 */
public record MemoryFilter(
    @Nullable MemoryKind kind,
    @Nullable String conversation,
    @Nullable Instant from,
    @Nullable Instant to,
    Map<String, Object> metadata,
    Set<Tier> tiers)
    implements Predicate<Memory> {
  public static final MemoryFilter ALL =
      new MemoryFilter(null, null, null, null, Map.of(), Set.of());

  /** What can be asked of a cold memory before its object is read: its metadata lie there. */
  public MemoryFilter withoutMetadata() {
    return new MemoryFilter(kind, conversation, from, to, Map.of(), tiers);
  }

  @Override
  public boolean test(Memory memory) {
    return (kind == null || memory.kind() == kind)
        && (conversation == null || conversation.equals(memory.content().conversation()))
        && (from == null || !memory.times().occurredAt().isBefore(from))
        && (to == null || memory.times().occurredAt().isBefore(to))
        && (tiers.isEmpty() || tiers.contains(memory.tier()))
        && (metadata.isEmpty()
            || memory.content().metadata().entrySet().containsAll(metadata.entrySet()));
  }
}
