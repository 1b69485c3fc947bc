package io.mneme.reader.http;

import io.mneme.reader.context.Summary;
import io.mneme.schemas.memory.Memory;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sentence of a summary as clients see it. */
@Schema(description = "A sentence of the summary, word for word as its memory says it.")
public record SummaryLine(
    @Schema(description = "The sentence.") String text,
    @Schema(description = "The memory it was taken from.") UUID memoryId,
    @Schema(description = "The place of its turn, from 0; absent for an application's summary.")
        @Nullable Integer turn,
    @Schema(description = "Who said it, by name.") @Nullable String speaker,
    @Schema(description = "When it was said.") Instant occurredAt) {

  static SummaryLine of(Summary.Line line) {
    Memory source = line.source();
    return new SummaryLine(
        line.sentence(),
        source.memoryId(),
        source.content().turn(),
        source.content().speaker(),
        source.times().occurredAt());
  }
}
