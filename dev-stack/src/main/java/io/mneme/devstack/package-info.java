/**
 * Real Kafka, PostgreSQL, Redis and S3 as child processes; what {@code ./mneme up} and tests use.
 */
@NullMarked
package io.mneme.devstack;

import org.jspecify.annotations.NullMarked;
