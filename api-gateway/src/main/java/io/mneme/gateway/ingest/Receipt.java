package io.mneme.gateway.ingest;

import io.mneme.schemas.Position;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;

/**
 * Proof that an event is durable.
 *
 * @param eventId its identity
 * @param position where it stands; send it back as Mneme-After to read your own write
 */
@Schema(description = "Proof that an event is durable")
public record Receipt(
    @Schema(description = "identity of the event; the same for every retry of an idempotency key")
        UUID eventId,
    @Schema(
            type = "string",
            example = "3:1042",
            description = "where the event stands; send it back as header Mneme-After")
        Position position) {}
