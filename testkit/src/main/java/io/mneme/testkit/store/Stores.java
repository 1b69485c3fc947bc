package io.mneme.testkit.store;

import io.mneme.storage.read.ReadStore;
import io.mneme.storage.tier.TierStore;
import io.mneme.storage.write.WriteStore;

/**
 * The three views of one empty store.
 *
 * @param objects where it keeps cold memories, to be damaged by tests
 */
public record Stores(
    WriteStore write, ReadStore read, TierStore tiers, InMemoryObjectStore objects) {}
