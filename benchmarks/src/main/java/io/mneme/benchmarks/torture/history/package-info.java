/** What the clients did and what they were answered. */
@NullMarked
package io.mneme.benchmarks.torture.history;

import org.jspecify.annotations.NullMarked;
