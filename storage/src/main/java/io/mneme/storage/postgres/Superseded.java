package io.mneme.storage.postgres;

import io.mneme.schemas.Position;
import io.mneme.schemas.memory.Memory;
import java.time.Instant;
import java.util.UUID;

/**
 * A version of a memory that is no longer the last.
 *
 * @param memory what it was
 * @param changedBy the event that changed it
 * @param changedAt where that event stands
 * @param knownUntil when that event was accepted
 */
record Superseded(Memory memory, UUID changedBy, Position changedAt, Instant knownUntil) {}
