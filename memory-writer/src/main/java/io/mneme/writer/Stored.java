package io.mneme.writer;

import io.mneme.schemas.Position;
import io.mneme.schemas.Subject;
import io.mneme.storage.write.Batch;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A batch that is durable and has yet to be announced.
 *
 * @param revisions the new revision of each subject with a memory changed
 * @param correlationIds of the requests behind the events, where known
 * @param acceptedAt when the gateway accepted each event that took effect
 */
record Stored(
    Batch batch,
    Map<Subject, Long> revisions,
    Map<Position, String> correlationIds,
    List<Instant> acceptedAt) {}
