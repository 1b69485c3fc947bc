package io.mneme.gateway.ingest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as clients write it: the description of {@code POST /v1/events}, held against what
 * admission takes by a test. Which fields belong together depends on {@code type}.
 */
@Schema(
    name = "Event",
    description =
        "An event. Fields that do not belong to its type are refused, and so are unknown ones.")
public record EventItem(
    @Schema(
            description = "what is asked for",
            defaultValue = "turn_recorded",
            type = "string",
            allowableValues = {
              "turn_recorded",
              "memory_asserted",
              "memory_corrected",
              "memory_forgotten",
              "session_touched",
              "subject_erased"
            })
        @Nullable String type,
    @Schema(
            description =
                "whose memory it is: your own name of the user, 1 to 256 characters, not beginning"
                    + " with mneme:; required unless scope names more than one user",
            example = "ann")
        @Nullable String user,
    @Schema(
            description =
                "memory_asserted, memory_corrected, memory_forgotten, subject_erased: in place of"
                    + " a user. shared: every user of the tenant may know it; global: every user of"
                    + " every tenant, which needs a key with ops",
            defaultValue = "private",
            type = "string",
            allowableValues = {"private", "shared", "global"})
        @Nullable String scope,
    @Schema(
            description = "turn_recorded: your name of the conversation",
            defaultValue = "default",
            example = "c-17")
        @Nullable String conversation,
    @Schema(
            description = "turn_recorded: who spoke",
            defaultValue = "user",
            type = "string",
            allowableValues = {"user", "assistant", "system", "tool"})
        @Nullable String role,
    @Schema(description = "turn_recorded: the speaker's name") @Nullable String speaker,
    @Schema(
            description = "turn_recorded, memory_asserted, memory_corrected: the words, required",
            example = "My sister Eva moved to Lisbon in May.")
        @Nullable String text,
    @Schema(description = "turn_recorded: what an attached picture shows") @Nullable String caption,
    @Schema(
            description =
                "turn_recorded, memory_asserted: your own data, returned with the memory and"
                    + " usable as a filter; at most 16 KB")
        @Nullable Map<String, Object> metadata,
    @Schema(
            description =
                "when it happened, with its offset; default now. More than 5 minutes ahead is"
                    + " moved back, before 1900 is refused")
        @Nullable Instant occurredAt,
    @Schema(
            description =
                "sent again with the same key an event counts once; the tenant's own, at most 256"
                    + " characters")
        @Nullable String idempotencyKey,
    @Schema(
            description = "memory_asserted: what sort of memory",
            defaultValue = "semantic",
            type = "string",
            allowableValues = {"episodic", "semantic", "procedural"})
        @Nullable String kind,
    @Schema(description = "memory_corrected, memory_forgotten: which memory, required")
        @Nullable UUID memoryId,
    @Schema(description = "session_touched: your name of the session, required")
        @Nullable String session,
    @Schema(description = "session_touched: the whole state, any JSON object, required")
        @Nullable Map<String, Object> state,
    @Schema(
            description =
                "session_touched: what the session must hold for this to take effect: absent,"
                    + " present, or the event_id of the write whose state you have read; default"
                    + " whatever it holds. GET /v1/sessions/{id}/writes/{event_id} says whether it"
                    + " did")
        @Nullable String expects,
    @Schema(description = "subject_erased: why, for the audit") @Nullable String reason) {}
