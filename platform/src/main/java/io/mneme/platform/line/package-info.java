/** How a log line is written. */
@NullMarked
package io.mneme.platform.line;

import org.jspecify.annotations.NullMarked;
