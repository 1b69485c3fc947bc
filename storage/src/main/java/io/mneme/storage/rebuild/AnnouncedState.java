package io.mneme.storage.rebuild;

import io.mneme.schemas.Subject;
import io.mneme.schemas.tier.Tier;
import java.time.Instant;
import java.util.UUID;

/**
 * What {@code mneme.changes} last said of a memory beside its content: decided after its event, so
 * not to be derived from it.
 *
 * @param contentHash of the text that was so; another text has another state
 */
public record AnnouncedState(
    Subject subject,
    UUID memoryId,
    Tier tier,
    long version,
    Instant updatedAt,
    String contentHash) {}
