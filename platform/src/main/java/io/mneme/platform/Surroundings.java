package io.mneme.platform;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Everything a part takes from the world outside the program: time, chance, a place for figures,
 * and a way to give up. Tests hand in their own.
 *
 * @param clock the only source of time
 * @param random the only source of chance
 * @param meters where figures go
 * @param fatal how the process ends when a part cannot go on
 */
public record Surroundings(
    InstantSource clock, RandomGenerator random, MeterRegistry meters, FatalError fatal) {}
