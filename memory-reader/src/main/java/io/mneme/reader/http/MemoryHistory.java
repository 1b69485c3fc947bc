package io.mneme.reader.http;

import io.mneme.reader.http.MemoryView.AbsorbedView;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryScope;
import io.mneme.schemas.tier.Tier;
import io.mneme.storage.read.MemoryLife;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A memory's life as clients see it. */
@Schema(
    name = "MemoryHistory",
    description = "A memory's life. It does not tell when the memory went to another tier.")
public record MemoryHistory(
    @Schema(description = "Identity of the memory, the same after every replay.") UUID memoryId,
    @Schema(description = "What sort of thing it is.") MemoryKind kind,
    @Schema(description = "Who may know it: private, its user alone; shared; global.")
        MemoryScope scope,
    @Schema(description = "Where it lies now.") Tier tier,
    @Schema(description = "When it happened.") Instant occurredAt,
    @Schema(description = "When the event it was born by was accepted.") Instant createdAt,
    @Schema(description = "The event it was born by.") UUID eventId,
    @Schema(description = "What it said, oldest first; the last one is what it says now.")
        List<VersionView> versions,
    @Schema(description = "false: there are older versions that are not shown.") boolean complete,
    @Schema(
            description =
                "The memories that say the same and that it answers for, oldest first, each with its"
                    + " event; absent when there are none.")
        @Nullable List<AbsorbedView> absorbed,
    @Schema(
            description =
                "The memory that says the same and answers for this archived one; absent in every"
                    + " other.")
        @Nullable UUID absorbedBy) {

  /** The life of a memory, and of those it answers for. */
  static MemoryHistory of(MemoryLife life, List<Memory> absorbed) {
    Memory now = life.now();
    return new MemoryHistory(
        now.memoryId(),
        now.kind(),
        now.scope(),
        now.tier(),
        now.times().occurredAt(),
        now.times().createdAt(),
        now.source().eventId(),
        versions(life),
        life.isWhole(),
        absorbed.isEmpty() ? null : absorbed.stream().map(AbsorbedView::of).toList(),
        now.absorbedBy());
  }

  /**
   * Each is known from the end of the one before it. The order is the log's: a correction whose
   * gateway had a slower clock than the one before never was the last word for any time.
   */
  private static List<VersionView> versions(MemoryLife life) {
    List<VersionView> versions = new ArrayList<>();
    Instant from = life.isWhole() ? life.now().times().createdAt() : null;
    UUID event = life.isWhole() ? life.now().source().eventId() : null;
    for (MemoryLife.Version was : life.before()) {
      Instant until = from != null && was.knownUntil().isBefore(from) ? from : was.knownUntil();
      versions.add(new VersionView(was.text().isEmpty() ? null : was.text(), from, until, event));
      from = until;
      event = was.changedBy();
    }
    versions.add(new VersionView(life.now().content().text(), from, null, event));
    return versions;
  }

  /** What it said for a while. */
  @Schema(name = "MemoryVersion", description = "What a memory said for a while.")
  public record VersionView(
      @Schema(description = "The words; absent where their object in the archive is lost.")
          @Nullable String text,
      @Schema(description = "When the event that made it was accepted; absent if not shown.")
          @Nullable Instant knownFrom,
      @Schema(description = "When the next one's was; absent in the last.")
          @Nullable Instant knownUntil,
      @Schema(description = "The event that made it; absent if not shown.")
          @Nullable UUID eventId) {}
}
