/** What is kept: the full state of one memory. */
@NullMarked
package io.mneme.schemas.memory;

import org.jspecify.annotations.NullMarked;
