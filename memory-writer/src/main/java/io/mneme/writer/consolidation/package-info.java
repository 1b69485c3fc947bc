/** Memories of a subject that say the same, and the event that makes one answer for all of them. */
@NullMarked
package io.mneme.writer.consolidation;

import org.jspecify.annotations.NullMarked;
