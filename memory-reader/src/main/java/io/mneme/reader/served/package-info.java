/** Telling what was served, without ever holding up an answer. */
@NullMarked
package io.mneme.reader.served;

import org.jspecify.annotations.NullMarked;
