/** Recall: what do we know that matters here? */
@NullMarked
package io.mneme.reader;

import org.jspecify.annotations.NullMarked;
