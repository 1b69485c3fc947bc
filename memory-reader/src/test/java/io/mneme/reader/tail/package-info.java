/** Tests. */
@NullMarked
package io.mneme.reader.tail;

import org.jspecify.annotations.NullMarked;
