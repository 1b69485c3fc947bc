/** Tests of the pure core. */
@NullMarked
package io.mneme.writer.derive;

import org.jspecify.annotations.NullMarked;
