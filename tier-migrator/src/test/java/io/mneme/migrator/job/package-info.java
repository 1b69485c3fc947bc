/** Tests of the job: the policy at its boundaries, the topology against a fake Kafka. */
@NullMarked
package io.mneme.migrator.job;

import org.jspecify.annotations.NullMarked;
