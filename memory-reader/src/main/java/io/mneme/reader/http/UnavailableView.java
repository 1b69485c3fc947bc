package io.mneme.reader.http;

import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A memory that is there and cannot be read. */
@Schema(
    name = "UnavailableMemory",
    description = "A memory that seems to matter, whose object in the archive is lost or damaged.")
public record UnavailableView(
    @Schema(description = "Identity of the memory.") UUID memoryId,
    @Schema(description = "Who may know it.") MemoryScope scope,
    @Schema(description = "The conversation it is a turn of.") @Nullable String conversation,
    @Schema(description = "Its place in that conversation, from 0.") @Nullable Integer turn,
    @Schema(description = "Who said it, by name.") @Nullable String speaker,
    @Schema(description = "When it happened.") Instant occurredAt) {

  static UnavailableView of(Memory stub) {
    Memory.Content known = stub.content();
    return new UnavailableView(
        stub.memoryId(),
        stub.scope(),
        known.conversation(),
        known.turn(),
        known.speaker(),
        stub.times().occurredAt());
  }
}
