/** Tests of the process: its configuration, and its work on real Kafka, PostgreSQL and objects. */
@NullMarked
package io.mneme.migrator;

import org.jspecify.annotations.NullMarked;
