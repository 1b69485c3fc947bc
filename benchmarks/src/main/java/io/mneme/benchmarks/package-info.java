/** Figures of this build on this machine, each beside what limits it. */
@NullMarked
package io.mneme.benchmarks;

import org.jspecify.annotations.NullMarked;
