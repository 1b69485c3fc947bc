/** What this machine does at best, with nothing of ours in the way. */
@NullMarked
package io.mneme.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
