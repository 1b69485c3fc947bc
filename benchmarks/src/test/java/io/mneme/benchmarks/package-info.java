/** Tests of the benchmarks themselves. */
@NullMarked
package io.mneme.benchmarks;

import org.jspecify.annotations.NullMarked;
