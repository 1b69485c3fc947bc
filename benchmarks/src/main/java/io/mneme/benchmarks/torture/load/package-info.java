/** Clients that never stop asking. */
@NullMarked
package io.mneme.benchmarks.torture.load;

import org.jspecify.annotations.NullMarked;
