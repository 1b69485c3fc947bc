/** Which memories say the same, and what becomes of them. */
@NullMarked
package io.mneme.writer.consolidation;

import org.jspecify.annotations.NullMarked;
