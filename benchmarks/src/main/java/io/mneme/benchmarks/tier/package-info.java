/** The tier job held still: so many memories known to it, a clock, and its passes timed. */
@NullMarked
package io.mneme.benchmarks.tier;

import org.jspecify.annotations.NullMarked;
