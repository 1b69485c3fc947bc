package io.mneme.reader.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mneme.schemas.Subject;
import io.mneme.schemas.memory.MemoryScope;
import io.mneme.storage.read.ErasureReceipt;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A receipt as clients see it: counts and times, nothing of what was forgotten. */
@Schema(
    name = "Erasure",
    description = "What became of a request to forget. Counts only, nothing of what it was.")
public record ErasureView(
    @Schema(description = "The event that asked for it.") UUID eventId,
    @Schema(description = "What was to go: one memory, or everything of the subject.") Kind kind,
    @Schema(description = "Whose; absent where it was known to more than one user.")
        @Nullable String user,
    @Schema(description = "Who could know it.") MemoryScope scope,
    @Schema(description = "The memory that was named; absent for a subject.")
        @Nullable UUID memoryId,
    @Schema(description = "When the request was accepted.") Instant requestedAt,
    @Schema(description = "Complete when every store is done.") Status status,
    @Schema(description = "Store by store.") StoresView stores) {

  /** What was to go. */
  public enum Kind {
    @JsonProperty("memory")
    MEMORY,
    @JsonProperty("subject")
    SUBJECT
  }

  /** Whether anything is left to do. */
  public enum Status {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("complete")
    COMPLETE
  }

  static ErasureView of(Subject subject, ErasureReceipt receipt) {
    MemoryScope scope = MemoryScope.of(subject);
    ErasureReceipt.Rows rows = receipt.rows();
    ErasureReceipt.Copies copies = receipt.copies();
    ErasureReceipt.Objects objects = receipt.objects();
    return new ErasureView(
        receipt.eventId(),
        receipt.memoryId() == null ? Kind.SUBJECT : Kind.MEMORY,
        scope == MemoryScope.PRIVATE ? subject.user() : null,
        scope,
        receipt.memoryId(),
        receipt.requestedAt(),
        receipt.isComplete() ? Status.COMPLETE : Status.PENDING,
        new StoresView(
            new RowsView(rows.hot(), rows.warm(), rows.cold(), rows.sessions(), rows.doneAt()),
            new KeysView(copies.redisKeys(), copies.doneAt()),
            new TombstonesView(rows.memories(), copies.doneAt()),
            new ObjectsView(objects.count(), objects.expectedAt(), objects.doneAt())));
  }

  /** Every store but the log. */
  @Schema(name = "ErasureStores", description = "What was removed from each store, and when.")
  public record StoresView(
      @Schema(description = "The database.") RowsView postgres,
      @Schema(description = "The cache.") KeysView redis,
      @Schema(description = "The topic mneme.changes.") TombstonesView changes,
      @Schema(description = "The archive of cold memories.") ObjectsView objects) {}

  /** Rows of the database. */
  @Schema(name = "ErasedRows", description = "Removed rows.")
  public record RowsView(
      @Schema(description = "Memories of the hot tier.") int hot,
      @Schema(description = "Memories of the warm tier.") int warm,
      @Schema(description = "Memories of the cold tier.") int cold,
      @Schema(description = "Session states.") int sessions,
      @Schema(description = "When they were removed.") Instant doneAt) {}

  /** Keys of the cache. */
  @Schema(name = "ErasedKeys", description = "Dropped conversation buffers and session states.")
  public record KeysView(
      @Schema(description = "How many there were when the cache was told.") long keys,
      @Schema(description = "When it was told; absent before.") @Nullable Instant doneAt) {}

  /** Tombstones in the topic. */
  @Schema(
      name = "ErasedChanges",
      description = "Compaction removes the states before a tombstone; see the operations page.")
  public record TombstonesView(
      @Schema(description = "One a memory.") int tombstones,
      @Schema(description = "When they were published; absent before.") @Nullable Instant doneAt) {}

  /** Objects of the archive. */
  @Schema(
      name = "ErasedObjects",
      description = "Objects that are removed, after what stays was copied out of them.")
  public record ObjectsView(
      @Schema(description = "Those that held a line of it, or may have held one.") int count,
      @Schema(description = "When the last should be gone; absent until an upkeep has looked.")
          @Nullable Instant expectedAt,
      @Schema(description = "When the last was gone; absent before.") @Nullable Instant doneAt) {}
}
