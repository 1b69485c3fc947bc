package io.mneme.gateway.ingest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;

/** An array of events: only its description is used. */
@Schema(name = "Events", description = "1 to 1,000 events")
interface EventItems extends Collection<EventItem> {}
