/** Events to memories to index: the service around the pure core of {@code derive}. */
@NullMarked
package io.mneme.writer;

import org.jspecify.annotations.NullMarked;
