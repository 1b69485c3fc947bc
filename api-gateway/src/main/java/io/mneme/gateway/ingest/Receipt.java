package io.mneme.gateway.ingest;

import io.mneme.schemas.Headers;
import io.mneme.schemas.Position;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Proof that an event is durable.
 *
 * @param eventId its identity
 * @param position where it stands; send it back as Mneme-After to read your own write; null while
 *     it is queued
 * @param queued {@code bulk} while it waits to be fed into the log
 */
@Schema(description = "Proof that an event is durable")
public record Receipt(
    @Schema(description = "identity of the event; the same for every retry of an idempotency key")
        UUID eventId,
    @Schema(
            type = "string",
            example = "3:1042",
            description = "where the event stands; send it back as header Mneme-After")
        @Nullable Position position,
    @Schema(
            type = "string",
            allowableValues = "bulk",
            description = "bulk: durable in the waiting room, with a position only later")
        @Nullable String queued) {

  static Receipt inTheLog(UUID eventId, Position position) {
    return new Receipt(eventId, position, null);
  }

  static Receipt queued(UUID eventId) {
    return new Receipt(eventId, null, Headers.BULK);
  }
}
