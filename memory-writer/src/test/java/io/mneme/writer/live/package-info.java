/** What integration tests stand on: a log to write to, a look at what came of it. */
@NullMarked
package io.mneme.writer.live;

import org.jspecify.annotations.NullMarked;
