package io.mneme.storage.postgres;

import io.mneme.schemas.memory.Memory;

/**
 * A memory as a statement is to leave it.
 *
 * @param memory its new state
 * @param revision the subject's revision of the change
 * @param expectedVersion what the row must have now; 0 where none must be there
 */
record RevisedRow(Memory memory, long revision, long expectedVersion) {}
