package io.mneme.reader.http;

import io.mneme.reader.rank.Ranked;
import io.mneme.schemas.event.Role;
import io.mneme.schemas.memory.Memory;
import io.mneme.schemas.memory.MemoryKind;
import io.mneme.schemas.memory.MemoryScope;
import io.mneme.schemas.tier.Tier;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A memory as clients see it. */
@Schema(name = "Memory", description = "One memory. Fields that do not apply are absent.")
public record MemoryView(
    @Schema(description = "Identity of the memory, the same after every replay.") UUID memoryId,
    @Schema(description = "What is remembered.") String text,
    @Schema(description = "What sort of thing it is.") MemoryKind kind,
    @Schema(description = "Who may know it: private, its user alone; shared; global.")
        MemoryScope scope,
    @Schema(description = "Where it lies now.") Tier tier,
    @Schema(description = "Weight in this answer; comparable within one answer only.")
        @Nullable Double score,
    @Schema(description = "What each source of the ranking said, in recalls.")
        @Nullable List<WhyView> why,
    @Schema(description = "The conversation it is a turn of.") @Nullable String conversation,
    @Schema(description = "Its place in that conversation, from 0.") @Nullable Integer turn,
    @Schema(description = "Who said it, by role.") @Nullable Role role,
    @Schema(description = "Who said it, by name.") @Nullable String speaker,
    @Schema(description = "What an attached picture shows.") @Nullable String caption,
    @Schema(description = "When it happened.") Instant occurredAt,
    @Schema(description = "When its event was accepted.") Instant createdAt,
    @Schema(description = "The application's own data.") Map<String, Object> metadata,
    @Schema(description = "The event it came from.") UUID eventId,
    @Schema(description = "false: not derived yet, read from the log; absent otherwise.")
        @Nullable Boolean derived,
    @Schema(
            description =
                "The memories that say the same and that it answers for, oldest first; in recalls and"
                    + " contexts the latest 50. Absent when there are none, and in lists.")
        @Nullable List<AbsorbedView> absorbed,
    @Schema(
            description =
                "The memory that says the same and answers for this archived one; absent in every"
                    + " other.")
        @Nullable UUID absorbedBy) {
  private static final int ABSORBED_SHOWN_MAX = 50;

  static MemoryView of(Memory memory) {
    return of(memory, List.of());
  }

  /** A memory with those it answers for. */
  static MemoryView of(Memory memory, List<Memory> absorbed) {
    return of(memory, null, null, absorbed);
  }

  /** A turn that is in the log and not derived yet. */
  static MemoryView underived(Memory turn) {
    MemoryView view = of(turn);
    return new MemoryView(
        view.memoryId,
        view.text,
        view.kind,
        view.scope,
        view.tier,
        null,
        null,
        view.conversation,
        null,
        view.role,
        view.speaker,
        view.caption,
        view.occurredAt,
        view.createdAt,
        view.metadata,
        view.eventId,
        false,
        null,
        null);
  }

  /** A memory in an answer, with what spoke for it. */
  static MemoryView of(Ranked ranked) {
    return of(ranked, why -> why.part() > 0);
  }

  /** A memory in an answer, with everything every source said. */
  static MemoryView explained(Ranked ranked) {
    return of(ranked, _ -> true);
  }

  private static MemoryView of(Ranked ranked, java.util.function.Predicate<Ranked.Why> shown) {
    return of(
        ranked.memory(),
        ranked.score(),
        ranked.why().stream().filter(shown).map(WhyView::of).toList(),
        latest(ranked.absorbed()));
  }

  private static List<Memory> latest(List<Memory> absorbed) {
    return absorbed.subList(Math.max(0, absorbed.size() - ABSORBED_SHOWN_MAX), absorbed.size());
  }

  private static MemoryView of(
      Memory memory, @Nullable Double score, @Nullable List<WhyView> why, List<Memory> absorbed) {
    Memory.Content content = memory.content();
    return new MemoryView(
        memory.memoryId(),
        content.text(),
        memory.kind(),
        memory.scope(),
        memory.tier(),
        score,
        why,
        content.conversation(),
        content.turn(),
        content.role(),
        content.speaker(),
        content.caption(),
        memory.times().occurredAt(),
        memory.times().createdAt(),
        content.metadata(),
        memory.source().eventId(),
        null,
        absorbed.isEmpty() ? null : absorbed.stream().map(AbsorbedView::of).toList(),
        memory.absorbedBy());
  }

  /** A memory another one answers for. */
  @Schema(name = "Absorbed", description = "A memory another one answers for: it said the same.")
  public record AbsorbedView(
      @Schema(description = "Its identity: it is archived, and read by it.") UUID memoryId,
      @Schema(description = "The event it came from.") UUID eventId,
      @Schema(description = "When it happened.") Instant occurredAt) {

    static AbsorbedView of(Memory memory) {
      return new AbsorbedView(
          memory.memoryId(), memory.source().eventId(), memory.times().occurredAt());
    }
  }

  /** What one source said about a memory. */
  @Schema(name = "Why", description = "What one source of the ranking said about a memory.")
  public record WhyView(
      @Schema(description = "vector: meaning; words: its words and its neighbours'; others: rules.")
          String source,
      @Schema(description = "Place among the candidates by this source alone, from 1.") int rank,
      @Schema(description = "In the source's own measure.") double score,
      @Schema(description = "What it added to the memory's score.") double part) {

    static WhyView of(Ranked.Why why) {
      return new WhyView(why.source(), why.rank(), why.score(), why.part());
    }
  }
}
