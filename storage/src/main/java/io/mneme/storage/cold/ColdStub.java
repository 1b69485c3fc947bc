package io.mneme.storage.cold;

import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cold memory without its object.
 *
 * @param state as {@link #known} of it
 * @param objectKey where those lie
 * @param signature of its vector; null when it has none
 */
public record ColdStub(Memory state, String objectKey, @Nullable Signature signature) {
  /** Digits of a text's hash it keeps: enough to see that a rebuild made another text. */
  public static final int HASH_DIGITS = 12;

  private static final UUID NO_EVENT = new UUID(0, 0);

  /**
   * A memory as far as a stub knows it: what a search asks before it has read the object, and no
   * more; of one that another answers for also its event, which that one names. Everything else
   * stands in the object's row, and until that is read is as if there were none.
   */
  public static Memory known(Memory memory) {
    Memory.Content content = memory.content();
    Memory.Times times = memory.times();
    return new Memory(
        memory.memoryId(),
        memory.tenant(),
        memory.user(),
        memory.kind(),
        memory.absorbedBy() == null ? MemoryStatus.ACTIVE : MemoryStatus.ARCHIVED,
        memory.tier(),
        memory.version(),
        new Memory.Content(
            "",
            null,
            null,
            null,
            content.conversation(),
            content.turn(),
            Map.of(),
            List.of(),
            List.of()),
        new Memory.Times(times.occurredAt(), times.createdAt(), times.createdAt()),
        new Memory.Source(
            memory.absorbedBy() == null ? NO_EVENT : memory.source().eventId(),
            memory.source().ordinal(),
            0,
            0),
        null,
        memory.absorbedBy());
  }
}
