/** Stores behind their breakers. */
@NullMarked
package io.mneme.reader.guard;

import org.jspecify.annotations.NullMarked;
