package io.mneme.cli.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param memories in the listing's order
 * @param nextCursor asks for the next page; absent on the last
 */
public record MemoryPage(List<RecalledMemory> memories, @Nullable String nextCursor) {}
