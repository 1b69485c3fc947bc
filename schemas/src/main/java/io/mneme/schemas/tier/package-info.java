/** Where a memory lies, and the decision to move it. */
@NullMarked
package io.mneme.schemas.tier;

import org.jspecify.annotations.NullMarked;
