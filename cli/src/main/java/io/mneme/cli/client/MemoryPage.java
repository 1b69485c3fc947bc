package io.mneme.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param raw as the HTTP API gave it
 * @param memories in the listing's order
 * @param nextCursor asks for the next page; absent on the last
 */
public record MemoryPage(
    JsonNode raw, List<RecalledMemory> memories, @Nullable String nextCursor) {}
