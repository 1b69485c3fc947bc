/** Other products, installed for the occasion and asked the same on the same store. */
@NullMarked
package io.mneme.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
