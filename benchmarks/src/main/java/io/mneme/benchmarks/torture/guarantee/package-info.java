/** The promises, each held against what was found. */
@NullMarked
package io.mneme.benchmarks.torture.guarantee;

import org.jspecify.annotations.NullMarked;
