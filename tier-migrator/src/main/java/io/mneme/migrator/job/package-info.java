/** The Streams job: what is known of each memory's stay, and the decision to move it. */
@NullMarked
package io.mneme.migrator.job;

import org.jspecify.annotations.NullMarked;
