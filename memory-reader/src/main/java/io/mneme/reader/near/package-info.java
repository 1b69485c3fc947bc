/** What stands near the reader: stores behind breakers, and the port to what Redis remembers. */
@NullMarked
package io.mneme.reader.near;

import org.jspecify.annotations.NullMarked;
