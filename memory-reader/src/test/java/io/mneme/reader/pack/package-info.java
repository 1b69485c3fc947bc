/** Tests. */
@NullMarked
package io.mneme.reader.pack;

import org.jspecify.annotations.NullMarked;
