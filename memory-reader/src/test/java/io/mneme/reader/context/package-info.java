/** Tests. */
@NullMarked
package io.mneme.reader.context;

import org.jspecify.annotations.NullMarked;
