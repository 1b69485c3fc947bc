/** Tests. */
@NullMarked
package io.mneme.reader.recall;

import org.jspecify.annotations.NullMarked;
