/** Requests as fast as a server answers them. */
@NullMarked
package io.mneme.benchmarks.load;

import org.jspecify.annotations.NullMarked;
