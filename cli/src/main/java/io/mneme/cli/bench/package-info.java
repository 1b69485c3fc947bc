/** Starts the benchmarks in a process of their own. */
@NullMarked
package io.mneme.cli.bench;

import org.jspecify.annotations.NullMarked;
