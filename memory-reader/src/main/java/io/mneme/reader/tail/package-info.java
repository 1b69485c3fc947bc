/** What the log holds and the writer has not derived yet, for readers who cannot wait. */
@NullMarked
package io.mneme.reader.tail;

import org.jspecify.annotations.NullMarked;
