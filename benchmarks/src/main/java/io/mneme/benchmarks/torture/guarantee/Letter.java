package io.mneme.benchmarks.torture.guarantee;

import io.mneme.schemas.Position;

/**
 * A record of {@code mneme.dead-letters}.
 *
 * @param origin the record that was given up
 * @param cause why
 */
public record Letter(Position origin, String cause) {}
