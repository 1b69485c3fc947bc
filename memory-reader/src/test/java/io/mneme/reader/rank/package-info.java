/** Tests. */
@NullMarked
package io.mneme.reader.rank;

import org.jspecify.annotations.NullMarked;
