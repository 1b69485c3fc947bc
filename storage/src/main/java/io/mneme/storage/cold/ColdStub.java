package io.mneme.storage.cold;

import io.mneme.schemas.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cold memory without its object.
 *
 * @param state without text, metadata and vector
 * @param objectKey where those lie
 * @param signature of its vector; null when it has none
 */
public record ColdStub(Memory state, String objectKey, @Nullable Signature signature) {}
