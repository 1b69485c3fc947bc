/** What is done to the stack, and when. */
@NullMarked
package io.mneme.benchmarks.torture.fault;

import org.jspecify.annotations.NullMarked;
