/** Tests. */
@NullMarked
package io.mneme.reader.words;

import org.jspecify.annotations.NullMarked;
