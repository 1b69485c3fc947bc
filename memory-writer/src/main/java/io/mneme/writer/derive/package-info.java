/** The pure core: what an event means for the memories of its subject. No I/O, clock or chance. */
@NullMarked
package io.mneme.writer.derive;

import org.jspecify.annotations.NullMarked;
