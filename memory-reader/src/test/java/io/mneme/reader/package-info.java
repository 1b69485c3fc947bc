/** Tests of the reader. */
@NullMarked
package io.mneme.reader;

import org.jspecify.annotations.NullMarked;
