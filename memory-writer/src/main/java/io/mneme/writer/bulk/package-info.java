/** The feeder: what waits in {@code mneme.bulk-events} enters the log while nothing else does. */
@NullMarked
package io.mneme.writer.bulk;

import org.jspecify.annotations.NullMarked;
