/** The stack that is hurt, and what can be seen of it. */
@NullMarked
package io.mneme.benchmarks.torture.world;

import org.jspecify.annotations.NullMarked;
