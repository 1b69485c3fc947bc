package io.mneme.benchmarks.torture.guarantee;

import io.mneme.schemas.Position;
import io.mneme.schemas.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code mneme.events}.
 *
 * @param position where it stands
 * @param event what it says; null when it says nothing
 * @param plannedPoison whether we put it there for nobody to be able to apply
 */
public record LogRecord(Position position, @Nullable Event event, boolean plannedPoison) {}
