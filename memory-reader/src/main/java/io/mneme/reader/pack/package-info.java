/** A subject's memories as a reader holds them: one immutable pack, searched exactly. */
@NullMarked
package io.mneme.reader.pack;

import org.jspecify.annotations.NullMarked;
